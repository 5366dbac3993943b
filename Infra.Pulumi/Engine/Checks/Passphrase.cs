using System.Security.Cryptography;
using System.Text;

namespace Infra.Engine.Checks;

/// <summary>Compares a stack's passphrase with the salt that the engine wrote into the stack's file.</summary>
internal static class Passphrase
{
    private const int Iterations = 1_000_000;
    private const int KeyBytes = 32;
    private const int TagBytes = 16;

    /// <summary>The passphrase that the engine would use.</summary>
    public static string? Find(string? localFile)
    {
        if (Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE") is { } given)
        {
            return given;
        }

        var path = Environment.GetEnvironmentVariable("PULUMI_CONFIG_PASSPHRASE_FILE") is { Length: > 0 } named
            ? named : localFile;
        return File.Exists(path) ? File.ReadAllText(path).Trim() : null;
    }

    /// <param name="salt">`v1:SALT:v1:NONCE:CIPHERTEXT`, all in base64: a known word, encrypted.</param>
    public static bool Decrypts(string salt, string passphrase)
    {
        if (salt.Split(':') is not ["v1", var seed, "v1", var nonce, var box])
        {
            return true; // an unknown format: leave it to the engine
        }

        var (key, text) = (Rfc2898DeriveBytes.Pbkdf2(passphrase, Convert.FromBase64String(seed), Iterations,
            HashAlgorithmName.SHA256, KeyBytes), Convert.FromBase64String(box));
        var plain = new byte[text.Length - TagBytes];
        try
        {
            using var cipher = new AesGcm(key, TagBytes);
            cipher.Decrypt(Convert.FromBase64String(nonce), text.AsSpan(0, plain.Length), text.AsSpan(plain.Length), plain);
            return Encoding.UTF8.GetString(plain) == "pulumi";
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}
