namespace Infra.Settings;

/// <summary>A settings record with rules between its values. The rules run only if every value is well-formed.</summary>
public interface IChecked
{
    /// <param name="key">The record's own key, such as `infra:nodes[0]`. Problems name keys below it.</param>
    IEnumerable<SettingProblem> Problems(string key);
}
