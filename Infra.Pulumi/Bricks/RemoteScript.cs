using System.Security.Cryptography;
using System.Text;
using Pulumi;
using Local = Pulumi.Command.Local;
using Remote = Pulumi.Command.Remote;

namespace Infra.Bricks;

public sealed record RemoteScriptArgs
{
    public required Machine Machine { get; init; }

    /// <summary>The file's name in Scripts/. None where there is only something to undo.</summary>
    public string? Script { get; init; }

    /// <summary>Variables that the script sees. They show in the host's process list: no secret goes here.</summary>
    public IReadOnlyDictionary<string, Input<string>> Parameters { get; init; } = new Dictionary<string, Input<string>>();

    /// <summary>What the script reads from its standard input, the only way in for a secret.</summary>
    public Input<string>? Stdin { get; init; }

    /// <summary>False for what the person on this machine may do already.</summary>
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
        var create = Compose(args, args.Script);
        var delete = Compose(args, args.DeleteScript);

        // What a script prints may be a secret (a kubeconfig is), and its log goes to stderr.
        var own = new CustomResourceOptions { Parent = this, AdditionalSecretOutputs = { "stdout" } };
        Stdout = args.Machine.Address is null
            ? new Local.Command($"{name}-run", new()
            {
                Create = create,
                Delete = delete,
                Interpreter = { "/bin/sh", "-c" },
                Stdin = args.Stdin,
                Logging = Local.Logging.Stderr,
            }, own).Stdout
            : new Remote.Command($"{name}-run", new()
            {
                Connection = Connect(args.Machine),
                Create = create,
                Delete = delete,
                Stdin = args.Stdin,
                Logging = Remote.Logging.Stderr,
            }, own).Stdout;

        Digest = (create ?? "").ToOutput().Apply(text => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16]);
        RegisterOutputs();
    }

    public Output<string> Stdout { get; }

    /// <summary>Changes when the script or one of its parameters does.</summary>
    public Output<string> Digest { get; }

    private static Remote.Inputs.ConnectionArgs Connect(Machine machine)
    {
        var connection = new Remote.Inputs.ConnectionArgs
        {
            Host = machine.Address!,
            Port = machine.SshPort,
            User = machine.User,
            HostKey = machine.HostKey ?? throw new InvalidOperationException($"{machine.Name} has no pinned host key"),
            DialErrorLimit = 30, // a host that has just been made, or reboots, needs a while to answer
        };
        if (machine.PrivateKey is { } key)
        {
            connection.PrivateKey = key; // the SDK would make a secret of nothing, too
        }

        return connection;
    }

    private static Input<string>? Compose(RemoteScriptArgs args, string? script)
    {
        if (script is null)
        {
            return null;
        }

        var text = ScriptText.Read(script);
        var names = args.Parameters.Keys.Order(StringComparer.Ordinal).ToArray();
        return Output.All(names.Select(name => args.Parameters[name]))
            .Apply(values => ScriptText.Compose(text, names.Zip(values), args.AsRoot));
    }
}
