using System.Collections.Immutable;
using Pulumi;

namespace Infra.Tests.Sdk;

/// <summary>Inputs of every kind that the program uses.</summary>
internal sealed class ThingArgs : ResourceArgs
{
    [Input("tags")]
    private InputList<string>? _tags;

    [Input("displayName")]
    public Input<string>? Text { get; set; }

    [Input("count")]
    public Input<int>? Count { get; set; }

    [Input("ratio")]
    public Input<double>? Ratio { get; set; }

    [Input("enabled")]
    public Input<bool>? Enabled { get; set; }

    [Input("labels")]
    public InputMap<string>? Labels { get; set; }

    [Input("box")]
    public Input<BoxArgs>? Box { get; set; }

    [Input("color")]
    public Input<Color>? Color { get; set; }

    [Input("level")]
    public Input<Level>? Level { get; set; }

    [Input("source")]
    public Input<AssetOrArchive>? Source { get; set; }

    [Input("portOrName")]
    public InputUnion<int, string>? PortOrName { get; set; }

    [Input("friend")]
    public Input<Resource>? Friend { get; set; }

    [Input("anything")]
    public Input<object>? Anything { get; set; }

    [Input("values", json: true)]
    public InputMap<object>? Values { get; set; }

    public InputList<string> Tags
    {
        get => _tags ??= [];
        set => _tags = value;
    }
}

internal sealed class BoxArgs : ResourceArgs
{
    [Input("width", required: true)]
    public Input<int> Width { get; set; } = null!;

    [Input("label")]
    public Input<string>? Label { get; set; }
}

[OutputType]
internal sealed class Box
{
    [OutputConstructor]
    private Box(int width, string? label) => (Width, Label) = (width, label);

    public int Width { get; }

    public string? Label { get; }
}

[EnumType]
internal readonly struct Color
{
    private readonly string _value;

    private Color(string value) => _value = value;

    public static Color Red { get; } = new("red");

    public static explicit operator string(Color color) => color._value;
}

internal enum Level
{
    Low = 1,
    High = 5,
}

/// <summary>A resource that a provider makes, for tests that need any.</summary>
internal sealed class Thing(string name, ThingArgs? args = null, CustomResourceOptions? options = null)
    : CustomResource("test:mod:Thing", name, args ?? new(), options)
{
    [Output("displayName")]
    public Output<string> Text { get; private set; } = null!;

    [Output("count")]
    public Output<int> Count { get; private set; } = null!;

    [Output("tags")]
    public Output<ImmutableArray<string>> Tags { get; private set; } = null!;

    [Output("labels")]
    public Output<ImmutableDictionary<string, string>?> Labels { get; private set; } = null!;

    [Output("box")]
    public Output<Box?> Box { get; private set; } = null!;

    [Output("level")]
    public Output<Level> Level { get; private set; } = null!;

    [Output("portOrName")]
    public Output<Union<int, string>> PortOrName { get; private set; } = null!;
}

/// <summary>A provider of the package that things are from, or of another.</summary>
internal sealed class TestProvider(string name, string package = "test")
    : ProviderResource(package, name, ResourceArgs.Empty, options: null);

/// <summary>A component whose contents a test decides.</summary>
internal sealed class Group : ComponentResource
{
    public Group(string name, Action<Group>? fill = null, ComponentResourceOptions? options = null)
        : base("test:mod:Group", name, options)
    {
        fill?.Invoke(this);
        RegisterOutputs();
    }

    [Output("address")]
    public Output<string>? Address { get; set; }

    [Output]
    public Output<int>? Port { get; set; }

    public Output<string> Unmarked { get; } = Output.Create("not registered");

    public Thing Child(string name, CustomResourceOptions? options = null) =>
        new(name, null, CustomResourceOptions.Merge(options, new() { Parent = this }));
}
