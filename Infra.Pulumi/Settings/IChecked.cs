namespace Infra.Settings;

/// <summary>A settings record with rules between its values. A rule sees a record whose values each have the right form.</summary>
public interface IChecked
{
    /// <param name="key">Where the record stands, such as `infra:nodes[0]`; problems name their keys below it.</param>
    IEnumerable<SettingProblem> Problems(string key);
}
