namespace Infra.Engine.Checks;

/// <summary>The access key for S3, R2 or KMS, found in the same places as by the AWS SDK in pulumi.</summary>
internal sealed record AwsCredentials(string KeyId, string Secret, string? SessionToken = null)
{
    private const string DefaultProfile = "default";

    /// <param name="profile">The profile in an address. It overrides the environment, as in pulumi.</param>
    public static AwsCredentials? Find(string? profile) =>
        profile is not null ? InFile(profile) : InEnvironment() ?? InFile(Variable("AWS_PROFILE") ?? DefaultProfile);

    private static AwsCredentials? InEnvironment() =>
        Variable("AWS_ACCESS_KEY_ID") is { } key && Variable("AWS_SECRET_ACCESS_KEY") is { } secret
            ? new(key, secret, Variable("AWS_SESSION_TOKEN")) : null;

    // [profile]
    // aws_access_key_id = …
    private static AwsCredentials? InFile(string profile)
    {
        var path = Variable("AWS_SHARED_CREDENTIALS_FILE")
            ?? Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".aws", "credentials");
        if (!File.Exists(path))
        {
            return null;
        }

        var values = File.ReadLines(path).Select(line => line.Trim())
            .SkipWhile(line => line != $"[{profile}]").Skip(1).TakeWhile(line => !line.StartsWith('['))
            .Select(line => line.Split('=', 2, StringSplitOptions.TrimEntries)).Where(pair => pair.Length == 2)
            .DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
        return values.TryGetValue("aws_access_key_id", out var key) && values.TryGetValue("aws_secret_access_key", out var secret)
            ? new(key, secret, values.GetValueOrDefault("aws_session_token"))
            : null;
    }

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;
}
