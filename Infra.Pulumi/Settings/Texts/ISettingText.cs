using System.Diagnostics.CodeAnalysis;

namespace Infra.Settings.Texts;

/// <summary>A setting that is written as text and has a form of its own, such as a network or a version.</summary>
public interface ISettingText<TSelf>
    where TSelf : ISettingText<TSelf>
{
    /// <summary>A correct value, with an example: ends the sentence "write …".</summary>
    static abstract string Right { get; }

    /// <summary>A regular expression that every correct value matches, for editors. Some incorrect values match it too.</summary>
    static abstract string Pattern { get; }

    static abstract bool TryParse(string text, [NotNullWhen(true)] out TSelf? value);
}
