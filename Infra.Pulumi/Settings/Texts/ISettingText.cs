using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>A setting that is written as text and has a form of its own, such as a network or a version.</summary>
public interface ISettingText<TSelf>
    where TSelf : ISettingText<TSelf>
{
    /// <summary>What would be right, with an example: ends the sentence "write …".</summary>
    static abstract string Right { get; }

    static abstract bool TryParse(string text, [NotNullWhen(true)] out TSelf? value);
}
