using Pulumi;
using Pulumi.Utilities;

namespace Infra.Tests.Sdk;

[Collection("TakesTurns")]
public sealed class OutputTests
{
    private static readonly Output<string> Plain = Output.Create("plain");
    private static readonly Output<string> Secret = Output.CreateSecret("secret");
    private static readonly Output<string> Unknown = OutputUtilities.CreateUnknown("nobody knows");

    [Fact]
    public async Task Apply_keeps_a_secret_secret() =>
        Assert.Equal(new Look<int>(6, IsSecret: true), await Trial.At(Secret.Apply(text => text.Length)));

    [Fact]
    public async Task Apply_takes_on_the_secret_of_the_output_it_returns() =>
        Assert.Equal(new Look<string>("secret", IsSecret: true), await Trial.At(Plain.Apply(_ => Secret)));

    [Fact]
    public async Task Apply_does_not_run_on_an_unknown_value()
    {
        var ran = false;

        var look = await Trial.At(Unknown.Apply(_ => ran = true));

        Assert.False(ran);
        Assert.Equal(new Look<bool>(false, IsKnown: false), look);
    }

    [Fact]
    public async Task Apply_becomes_unknown_with_the_output_it_returns() =>
        Assert.False((await Trial.At(Plain.Apply(_ => Unknown))).IsKnown);

    [Fact]
    public async Task Apply_waits_for_the_task_it_returns()
    {
        var later = Plain.Apply(async text =>
        {
            await Task.Yield();
            return text.Length;
        });

        Assert.Equal(new Look<int>(5), await Trial.At(later));
    }

    [Fact]
    public async Task Apply_takes_no_output_for_the_default_value() =>
        Assert.Equal(new Look<string>(null!, IsSecret: true), await Trial.At(Secret.Apply(_ => (Output<string>?)null)));

    [Fact]
    public async Task Unsecret_takes_the_mark_away() =>
        Assert.Equal(new Look<string>("secret"), await Trial.At(Output.Unsecret(Secret)));

    [Fact]
    public async Task Secret_of_an_unknown_is_both() =>
        Assert.Equal(new Look<string>(null!, IsKnown: false, IsSecret: true), await Trial.At(Output.CreateSecret(Unknown)));

    [Fact]
    public async Task All_is_secret_if_one_is()
    {
        var look = await Trial.At(Output.All(Plain, Secret));

        Assert.Equal(["plain", "secret"], look.Value.ToArray());
        Assert.True(look.IsKnown);
        Assert.True(look.IsSecret);
    }

    [Fact]
    public async Task All_is_unknown_if_one_is() =>
        Assert.False((await Trial.At(Output.All(Plain, Unknown))).IsKnown);

    [Fact]
    public async Task Tuple_combines_values_of_several_types()
    {
        var tuple = Output.Tuple<string, int, bool>(Plain, 1, true);

        Assert.Equal(new Look<(string, int, bool)>(("plain", 1, true)), await Trial.At(tuple));
    }

    [Fact]
    public async Task Tuple_of_eight_is_secret_if_the_last_is()
    {
        var tuple = Output.Tuple<int, int, int, int, int, int, int, string>(1, 2, 3, 4, 5, 6, 7, Secret);

        var look = await Trial.At(tuple);

        Assert.Equal((1, 2, 3, 4, 5, 6, 7, "secret"), look.Value);
        Assert.True(look.IsSecret);
    }

    [Fact]
    public async Task Format_puts_outputs_inputs_and_values_into_text()
    {
        Input<int> port = 443;

        var text = Output.Format($"{Plain}:{port:0000}/{1.5}{null}");

        Assert.Equal(new Look<string>("plain:0443/1.5"), await Trial.At(text));
    }

    [Fact]
    public async Task Format_is_secret_if_a_part_is() =>
        Assert.Equal(new Look<string>("x-secret", IsSecret: true), await Trial.At(Output.Format($"x-{Secret}")));

    [Fact]
    public async Task Output_of_an_output_stays_wrapped() =>
        Assert.Equal(new Look<string>("secret", IsSecret: true), await Trial.At(Output.Create(Secret).Apply(inner => inner)));

    [Fact]
    public async Task Dependency_can_be_added_by_hand() => await Trial.Of(async () =>
    {
        var thing = new Thing("thing");

        Assert.Equal(new Look<string>("plain", Origins: "thing"), await Trial.At(OutputUtilities.WithDependency(Plain, thing)));
    });

    [Fact]
    public async Task What_comes_from_resources_remembers_all_of_them() => await Trial.Of(async () =>
    {
        var (one, two) = (new Thing("one"), new Thing("two"));

        var both = Output.Format($"{one.Id} {two.Id.Apply(id => id.ToUpperInvariant())} {Secret}");

        Assert.Equal(new Look<string>("one-id TWO-ID secret", IsSecret: true, Origins: "one two"), await Trial.At(both));
    });

    [Fact]
    public async Task Deferred_output_can_be_resolved_once()
    {
        var deferred = new DeferredOutput<string>();

        deferred.Resolve(Secret);

        Assert.Equal(new Look<string>("secret", IsSecret: true), await Trial.At(deferred.Output));
        var error = Assert.Throws<InvalidOperationException>(() => deferred.Resolve(Plain));
        Assert.Equal("DeferredOutput can only be resolved once.", error.Message);
    }

    [Fact]
    public async Task Chain_of_thousands_of_applies_holds()
    {
        var start = new DeferredOutput<int>();
        var end = Enumerable.Range(0, 20_000).Aggregate(start.Output, (output, _) => output.Apply(number => number + 1));

        start.Resolve(Output.Create(0));

        Assert.Equal(20_000, await OutputUtilities.GetValueAsync(end));
    }

    [Fact]
    public Task ToString_of_an_output_is_a_warning() => Trial.Of(() =>
    {
        var text = Plain.ToString();

        Assert.StartsWith("Calling [ToString] on an [Output<T>] is not supported.", text, StringComparison.Ordinal);
        Assert.EndsWith("This function may throw in a future version of Pulumi.", text, StringComparison.Ordinal);
    });
}
