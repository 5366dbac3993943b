using Infra.Bricks;
using Infra.Charts;
using Infra.Settings;
using Pulumi;

namespace Infra.Platform;

/// <summary>The people in Casdoor: its administrator without the password that everybody knows, and those who may come in.</summary>
public sealed class CasdoorPeople : ComponentResource
{
    public CasdoorPeople(string name, PlatformSettings settings, SecretHome home, ComponentResourceOptions? options = null)
        : base("infra:platform:CasdoorPeople", name, options)
    {
        var members = MembersOf(settings);
        var passwords = new SecretBundle(name, new()
        {
            Home = home,
            Namespace = "platform",
            Generated = members.Keys.Prepend("administrator").ToDictionary(key => key, _ => 24),
        }, new() { Parent = this });

        _ = new ClusterJob($"{name}-job", new()
        {
            Namespace = "platform",
            To = [new(Peer.Labelled("Casdoor", "platform", "app.kubernetes.io/instance", "casdoor"), 8000)],
            Steps =
            [
                new()
                {
                    Image = ImagePins.ClusterTools,
                    Command = ScriptText.Command("casdoor-people.sh"),
                    Environment = new()
                    {
                        Plain = new Dictionary<string, string>
                        {
                            ["CASDOOR_URL"] = "http://casdoor.platform.svc:8000",
                            ["MEMBERS"] = string.Join('\n', members.Select(member => $"{member.Key} {member.Value}")),
                        },
                        Secret = members.Keys.Append("administrator").ToDictionary(
                            key => $"PASSWORD_{key.Replace('-', '_')}", key => new SecretKey(passwords.SecretName, key)),
                    },
                },
            ],
        }, new() { Parent = this, DependsOn = { passwords } });
        RegisterOutputs();
    }

    /// <summary>Their mail addresses by the names that they sign in with.</summary>
    public static IReadOnlyDictionary<string, string> MembersOf(PlatformSettings settings) =>
        EmailsOf(settings).ToDictionary(SsoSettings.NameOf);

    /// <summary>Who may come in.</summary>
    public static IReadOnlyList<string> EmailsOf(PlatformSettings settings) =>
        settings.Sso.Members.Count > 0 ? [.. settings.Sso.Members.Select(email => email.Text).Distinct()] : [settings.Admin.Email.Text];
}
