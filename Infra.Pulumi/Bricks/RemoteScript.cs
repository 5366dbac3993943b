using Pulumi;
using Local = Pulumi.Command.Local;
using Remote = Pulumi.Command.Remote;

namespace Infra.Bricks;

public sealed record RemoteScriptArgs
{
    public required Machine Machine { get; init; }

    /// <summary>The file's name in Scripts/.</summary>
    public required string Script { get; init; }

    /// <summary>Variables that the script sees. They show in the host's process list: no secret goes here.</summary>
    public IReadOnlyDictionary<string, Input<string>> Parameters { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>What the script reads from its standard input, the only way in for a secret.</summary>
    public Input<string>? Stdin { get; init; }

    public bool AsRoot { get; init; } = true;

    /// <summary>The file in Scripts/ that undoes it all when the resource goes.</summary>
    public string? DeleteScript { get; init; }
}

/// <summary>
/// A bash file run as root on a machine whose host key is pinned. It runs again when the file or a parameter changes, and
/// may run again at any time: every script ends in the same state.
/// </summary>
public sealed class RemoteScript : ComponentResource
{
    public RemoteScript(string name, RemoteScriptArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:RemoteScript", name, options)
    {
        // What a script prints may be a secret (a kubeconfig is), and its log goes to stderr.
        var own = new CustomResourceOptions { Parent = this, AdditionalSecretOutputs = { "stdout" } };
        Stdout = args.Machine.Address is null ? RunHere(name, args, own).Stdout : RunOver(name, args, own).Stdout;
        RegisterOutputs();
    }

    public Output<string> Stdout { get; }

    private static Local.Command RunHere(string name, RemoteScriptArgs args, CustomResourceOptions options) => new($"{name}-run", new()
    {
        Create = Compose(args, args.Script),
        Delete = args.DeleteScript is { } undo ? Compose(args, undo) : null,
        Interpreter = { "/bin/sh", "-c" },
        Stdin = args.Stdin,
        Logging = Local.Logging.Stderr,
    }, options);

    private static Remote.Command RunOver(string name, RemoteScriptArgs args, CustomResourceOptions options) => new($"{name}-run", new()
    {
        Connection = new Remote.Inputs.ConnectionArgs
        {
            Host = args.Machine.Address!,
            Port = args.Machine.SshPort,
            User = args.Machine.User,
            PrivateKey = args.Machine.PrivateKey,
            HostKey = args.Machine.HostKey ?? throw new InvalidOperationException($"{args.Machine.Name} has no pinned host key"),
            DialErrorLimit = 30, // a host that has just been made, or reboots, needs a while to answer
        },
        Create = Compose(args, args.Script),
        Delete = args.DeleteScript is { } undo ? Compose(args, undo) : null,
        Stdin = args.Stdin,
        Logging = Remote.Logging.Stderr,
    }, options);

    private static Input<string> Compose(RemoteScriptArgs args, string script)
    {
        var text = ScriptText.Read(script);
        var names = args.Parameters.Keys.Order(StringComparer.Ordinal).ToArray();
        return Output.All(names.Select(name => args.Parameters[name]))
            .Apply(values => ScriptText.Compose(text, names.Zip(values), args.AsRoot));
    }
}
