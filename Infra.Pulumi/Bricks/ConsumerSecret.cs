using Pulumi;

namespace Infra.Bricks;

public sealed record ConsumerSecretArgs
{
    /// <summary>Where secrets live.</summary>
    public required SecretHome Home { get; init; }

    public required Consumer Consumer { get; init; }

    /// <summary>Where the store's own administration looks for the password.</summary>
    public required string StoresNamespace { get; init; }

    public required StoreAccess Server { get; init; }

    /// <summary>Its database there, by name or by number.</summary>
    public required string Database { get; init; }

    /// <summary>The whole address with credentials, made from the password.</summary>
    public required Func<Output<string>, Output<string>> Url { get; init; }

    /// <summary>What the store's own administration wants to find on it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>();

    /// <summary>The user, where it is not the consumer's own.</summary>
    public string? User { get; init; }

    /// <summary>The password, where it is not made for the consumer.</summary>
    public Output<string>? Password { get; init; }
}

/// <summary>What a consumer needs to reach its part of a data store: host, port, database, username, password and url.</summary>
public sealed class ConsumerSecret : ComponentResource
{
    public ConsumerSecret(string name, ConsumerSecretArgs args, ComponentResourceOptions? options = null)
        : base("infra:bricks:ConsumerSecret", name, options)
    {
        var password = args.Password ?? Output.CreateSecret(
            new Pulumi.Random.RandomPassword($"{name}-password", new() { Length = 32, Special = false }, new() { Parent = this }).Result);
        var values = new Dictionary<string, Output<string>>
        {
            ["host"] = Output.Create(args.Server.Host),
            ["port"] = Output.Create($"{args.Server.Port}"),
            ["database"] = Output.Create(args.Database),
            ["username"] = Output.Create(args.User ?? args.Consumer.Identifier),
            ["password"] = password,
            ["url"] = args.Url(password),
        };

        _ = new SecretBundle(name, new() { Home = args.Home, Namespace = args.StoresNamespace, Given = values, Labels = args.Labels }, new() { Parent = this });
        if (args.Consumer.Namespace != args.StoresNamespace)
        {
            _ = new SecretBundle($"{name}-{args.Consumer.Namespace}", new()
            {
                Home = args.Home,
                Namespace = args.Consumer.Namespace,
                Name = name,
                Given = values,
            }, new() { Parent = this });
        }

        SecretName = name;
        Password = password;
        RegisterOutputs();
    }

    /// <summary>The secret's name, both in the stores' namespace and in the consumer's.</summary>
    public string SecretName { get; }

    public Output<string> Password { get; }

    public SecretKey this[string key] => new(SecretName, key);
}
