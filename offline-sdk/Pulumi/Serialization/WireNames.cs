namespace Pulumi;

/// <summary>Values with a meaning of their own in the engine's protocol; mocks may answer with them too.</summary>
internal static class WireNames
{
    internal const string Unknown = "04da6b54-80e4-46f7-96ec-b56ff0331ba9";
    internal const string Signature = "4dabf18193072939515e22adb298388d";
    internal const string Secret = "1b47061264138c4ac30d75fd1eb44270";
    internal const string Resource = "5cf8f73096256a8f31e491e813e4eb8e";
    internal const string Value = "value";
    internal const string Urn = "urn";
    internal const string Id = "id";
}
