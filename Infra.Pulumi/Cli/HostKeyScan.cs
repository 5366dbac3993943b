using System.Diagnostics;
using System.Security.Cryptography;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>A public key that a host presents.</summary>
internal sealed record ScannedKey(string Type, string Material)
{
    public string Text => $"{Type} {Material}";

    /// <summary>As ssh-keygen prints it.</summary>
    public string Fingerprint =>
        $"SHA256:{Convert.ToBase64String(SHA256.HashData(Convert.FromBase64String(Material))).TrimEnd('=')}";
}

/// <summary>Reads the public keys of a host, strongest first.</summary>
internal static class HostKeyScan
{
    private static readonly string[] Preferred = ["ssh-ed25519", "ecdsa-sha2-nistp256", "ecdsa-sha2-nistp384",
        "ecdsa-sha2-nistp521", "ssh-rsa"];

    public static async Task<IReadOnlyList<ScannedKey>> RunAsync(string address, int port)
    {
        var output = await ScanAsync(address, port);

        // "203.0.113.10 ssh-ed25519 AAAAC3Nza…", with comments between
        var keys = output.Split('\n')
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(words => words.Length == 3 && Preferred.Contains(words[1]))
            .Select(words => new ScannedKey(words[1], words[2]))
            .OrderBy(key => Array.IndexOf(Preferred, key.Type))
            .ToList();
        return keys.Count > 0
            ? keys
            : throw new UserError($"no SSH server answers on {address} port {port}",
                "check the address, the port and that the host is running");
    }

    private static async Task<string> ScanAsync(string address, int port)
    {
        try
        {
            using var scan = Process.Start(new ProcessStartInfo("ssh-keyscan")
            {
                ArgumentList = { "-T", "10", "-p", $"{port}", "--", address },
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            })!;
            var errors = scan.StandardError.ReadToEndAsync();
            var output = await scan.StandardOutput.ReadToEndAsync();
            await errors;
            return output;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            throw new UserError("ssh-keyscan is missing", "install the OpenSSH client (apt-get install openssh-client)");
        }
    }
}
