using System.CommandLine;
using Infra.Settings;
using Infra.Settings.Reading;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra host trust`: pins the key of a new host after a person has compared it.</summary>
internal static class HostCommand
{
    public static Command Create(Shell shell)
    {
        var address = new Argument<string>("address") { Description = "The host's address, as in the stack's file." };
        var port = new Option<int>("--port") { Description = "The port of sshd.", DefaultValueFactory = _ => 22 };
        var fingerprint = new Option<string?>(
            "--fingerprint")
        { Description = "Trust the key with this fingerprint without asking.", HelpName = "SHA256:…" };
        var replace = new Option<bool>("--replace") { Description = "Replace the pinned key, after the host was rebuilt." };
        var trust = new Command(
            "trust", "Show a host's fingerprints for comparison, and write its key into the stack's file.") { address, port,
                fingerprint, replace };
        trust.SetAction(parsed => TrustAsync(shell, parsed.GetValue(address)!, parsed.GetValue(port),
            parsed.GetValue(fingerprint), parsed.GetValue(replace)));
        return new Command("host", "Manage host keys.") { trust };
    }

    private static async Task<int> TrustAsync(Shell shell, string address, int port, string? fingerprint, bool replace)
    {
        var pin = HostKeyPin.Find(Project.Find(shell.Folder), address);
        var keys = await HostKeyScan.RunAsync(address, port);
        foreach (var key in keys)
        {
            shell.Console.WriteLine($"{address} presents {key.Fingerprint} ({key.Type})");
        }

        var known = keys.FirstOrDefault(key => key.Text == pin.Key);
        if (known is not null)
        {
            shell.Console.WriteLine($"{pin.FileName} already has that key");
            return InfraCommand.Success;
        }

        if (pin.Key is not null && !replace)
        {
            throw new UserError($"{address} presents a different key than the one in {pin.FileName}",
                "pass --replace if you rebuilt the host; otherwise do not connect: this may be an attack");
        }

        var chosen = Choose(shell, keys, fingerprint);
        pin.Write(chosen.Text);
        shell.Console.WriteLine($"wrote {chosen.Fingerprint} into {pin.FileName}");
        return InfraCommand.Success;
    }

    private static ScannedKey Choose(Shell shell, IReadOnlyList<ScannedKey> keys, string? fingerprint)
    {
        if (fingerprint is not null)
        {
            return keys.FirstOrDefault(key => key.Fingerprint == fingerprint)
                ?? throw new UserError($"no key of the host has the fingerprint {fingerprint}",
                    "compare it with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the host's console");
        }

        shell.Console.WriteLine(
            "Run `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the host's console. It must print the same fingerprint.");
        if (!shell.Console.Profile.Capabilities.Interactive || System.Console.IsInputRedirected)
        {
            throw new UserError("the fingerprint needs confirmation, but there is no terminal",
                "compare it and pass --fingerprint SHA256:…");
        }

        return shell.Console.Confirm($"Does the host print {keys[0].Fingerprint}?", defaultValue: false)
            ? keys[0]
            : throw new UserError("the key was not trusted", "nothing was written");
    }
}
