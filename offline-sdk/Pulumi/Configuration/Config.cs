using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json;

namespace Pulumi;

/// <summary>The settings of a stack under one prefix, by default the project's name.</summary>
public sealed partial class Config
{
    private const string OldSuffix = ":config";

    private readonly string _name;

    public Config(string? name = null)
    {
        name ??= Deployment.Instance.ProjectName;
        _name = name.EndsWith(OldSuffix, StringComparison.Ordinal) ? name[..^OldSuffix.Length] : name;
    }

    public string? Get(string key) => Deployment.Instance.Run.Settings.Find(Full(key));

    public bool? GetBoolean(string key) => Get(key) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw new InvalidValue(Full(key), text, nameof(Boolean)),
    };

    public int? GetInt32(string key) =>
        Get(key) is not { } text ? null
        : int.TryParse(text, NumberStyles.Integer, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidValue(Full(key), text, nameof(Int32));

    public double? GetDouble(string key) =>
        Get(key) is not { } text ? null
        : double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) ? number
        : throw new InvalidValue(Full(key), text, nameof(Double));

    [return: MaybeNull]
    public T GetObject<T>(string key) => Read<T>(key, options: null);

    [return: MaybeNull]
    public T GetObject<T>(string key, JsonSerializerOptions options) => Read<T>(key, options);

    public string Require(string key) => Get(key) ?? throw new Missing(Full(key));

    public bool RequireBoolean(string key) => GetBoolean(key) ?? throw new Missing(Full(key));

    public int RequireInt32(string key) => GetInt32(key) ?? throw new Missing(Full(key));

    public double RequireDouble(string key) => GetDouble(key) ?? throw new Missing(Full(key));

    public T RequireObject<T>(string key) => ReadRequired<T>(key, options: null);

    public T RequireObject<T>(string key, JsonSerializerOptions options) => ReadRequired<T>(key, options);

    private T? Read<T>(string key, JsonSerializerOptions? options)
    {
        var text = Get(key);
        try
        {
            return text is null ? default : JsonSerializer.Deserialize<T>(text, options);
        }
        catch (JsonException error)
        {
            throw new InvalidValue(Full(key), text, typeof(T).FullName!, error);
        }
    }

    private T ReadRequired<T>(string key, JsonSerializerOptions? options) =>
        Get(key) is null ? throw new Missing(Full(key)) : Read<T>(key, options)!;

    private string Full(string key) => $"{_name}:{key}";

    private sealed class InvalidValue(string key, string? value, string expected, Exception? cause = null)
        : RunException($"Configuration '{key}' value '{value}' is not a valid {expected}", cause);

    private sealed class Missing(string key) : RunException(
        $"Missing Required configuration variable '{key}'\n" +
        $"\tplease set a value using the command `pulumi config set {key} <value>`");
}
