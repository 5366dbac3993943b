using Pulumi;

namespace Infra.Settings;

/// <summary>A value that was set as a Pulumi secret. It never prints itself.</summary>
public sealed class Secret(string value)
{
    public Input<string> ToInput() => Output.CreateSecret(value);

    public override string ToString() => "[secret]";
}
