using Infra.Settings;

namespace Infra.Bricks;

/// <summary>An exposure in a particular stack: the host name that it got.</summary>
public sealed record ExposedHost(Exposure Exposure, string Host, EdgeMode Edge)
{
    public string Url => Edge == EdgeMode.Localhost ? $"http://{Host}" : $"https://{Host}";
}
