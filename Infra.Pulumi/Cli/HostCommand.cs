using System.CommandLine;
using Infra.Settings;
using Infra.Settings.Reading;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra host trust`: the first meeting with a host, where its key is compared by a person and then pinned.</summary>
internal static class HostCommand
{
    public static Command Create(Shell shell)
    {
        var address = new Argument<string>("address") { Description = "The host's address, as a stack's file names it." };
        var port = new Option<int>("--port") { Description = "The port that sshd listens on.", DefaultValueFactory = _ => 22 };
        var fingerprint = new Option<string?>("--fingerprint") { Description = "Trust the key with this fingerprint without asking.", HelpName = "SHA256:…" };
        var replace = new Option<bool>("--replace") { Description = "The host was rebuilt: its old key may be replaced." };
        var trust = new Command("trust", "Show a host's fingerprints to compare, and write its key into the stack's file.") { address, port, fingerprint, replace };
        trust.SetAction(parsed => TrustAsync(shell, parsed.GetValue(address)!, parsed.GetValue(port), parsed.GetValue(fingerprint), parsed.GetValue(replace)));
        return new Command("host", "Get to know hosts.") { trust };
    }

    private static async Task<int> TrustAsync(Shell shell, string address, int port, string? fingerprint, bool replace)
    {
        var pin = HostKeyPin.Find(Project.Find(shell.Folder), address);
        var keys = await HostKeyScan.RunAsync(address, port);
        foreach (var key in keys)
        {
            shell.Console.WriteLine($"{address} shows {key.Fingerprint} ({key.Type})");
        }

        var known = keys.FirstOrDefault(key => key.Text == pin.Key);
        if (known is not null)
        {
            shell.Console.WriteLine($"{pin.FileName} knows that key already");
            return InfraCommand.Fine;
        }

        if (pin.Key is not null && !replace)
        {
            throw new UserError($"{address} shows other keys than the one in {pin.FileName}",
                "if you rebuilt the host, say --replace; if not, somebody may stand between you and it: do not connect");
        }

        var chosen = Choose(shell, keys, fingerprint);
        pin.Write(chosen.Text);
        shell.Console.WriteLine($"wrote {chosen.Fingerprint} into {pin.FileName}");
        return InfraCommand.Fine;
    }

    private static ScannedKey Choose(Shell shell, IReadOnlyList<ScannedKey> keys, string? fingerprint)
    {
        if (fingerprint is not null)
        {
            return keys.FirstOrDefault(key => key.Fingerprint == fingerprint)
                ?? throw new UserError($"no key of the host has the fingerprint {fingerprint}", "compare with `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` on the host's own console");
        }

        shell.Console.WriteLine("On the host's own console, `ssh-keygen -lf /etc/ssh/ssh_host_ed25519_key.pub` must print the same.");
        if (!shell.Console.Profile.Capabilities.Interactive || System.Console.IsInputRedirected)
        {
            throw new UserError("nobody is here to compare the fingerprints", "compare them and say --fingerprint SHA256:…");
        }

        return shell.Console.Confirm($"Does it print {keys[0].Fingerprint}?", defaultValue: false)
            ? keys[0]
            : throw new UserError("the key was not trusted", "nothing was written");
    }
}
