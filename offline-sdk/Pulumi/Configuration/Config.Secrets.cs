using System.Text.Json;

namespace Pulumi;

// The same settings as secret outputs, whether they were encrypted or not: who asks for a secret gets one.
public sealed partial class Config
{
    public Output<string>? GetSecret(string key) => Get(key) is { } text ? Output.CreateSecret(text) : null;

    public Output<bool>? GetSecretBoolean(string key) => GetBoolean(key) is { } flag ? Output.CreateSecret(flag) : null;

    public Output<int>? GetSecretInt32(string key) => GetInt32(key) is { } number ? Output.CreateSecret(number) : null;

    public Output<double>? GetSecretDouble(string key) => GetDouble(key) is { } number ? Output.CreateSecret(number) : null;

    public Output<T>? GetSecretObject<T>(string key) =>
        Get(key) is null ? null : Output.CreateSecret(Read<T>(key, options: null)!);

    public Output<T>? GetSecretObject<T>(string key, JsonSerializerOptions options) =>
        Read<T>(key, options) is { } value ? Output.CreateSecret(value) : null;

    public Output<string> RequireSecret(string key) => Output.CreateSecret(Require(key));

    public Output<bool> RequireSecretBoolean(string key) => Output.CreateSecret(RequireBoolean(key));

    public Output<int> RequireSecretInt32(string key) => Output.CreateSecret(RequireInt32(key));

    public Output<double> RequireSecretDouble(string key) => Output.CreateSecret(RequireDouble(key));

    public Output<T> RequireSecretObject<T>(string key) => Output.CreateSecret(RequireObject<T>(key));

    public Output<T> RequireSecretObject<T>(string key, JsonSerializerOptions options) =>
        Output.CreateSecret(RequireObject<T>(key, options));
}
