namespace Infra.Engine;

/// <summary>Reads URNs: `urn:pulumi:STACK::PROJECT::PARENT$TYPE::NAME`.</summary>
internal static class UrnParts
{
    public static string NameOf(string urn) => urn.Split("::", 4) is [_, _, _, var name] ? name : urn;

    /// <summary>The resource's own type, without those of its parents.</summary>
    public static string TypeOf(string urn) => Chain(urn)[^1];

    /// <summary>The last part of the type: `Release` of `kubernetes:helm.sh/v3:Release`.</summary>
    public static string ShortTypeOf(string urn) => TypeOf(urn)[(TypeOf(urn).LastIndexOf(':') + 1)..];

    /// <summary>The types of all parents below the stack, then its own.</summary>
    public static string[] Chain(string urn) => urn.Split("::", 4) is [_, _, var types, _] ? types.Split('$') : [urn];

    public static bool IsStack(string urn) => TypeOf(urn) == "pulumi:pulumi:Stack";
}
