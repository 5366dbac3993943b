using Infra.Planning.Reviews;
using Infra.Settings;
using static Infra.Tests.Planning.Reviews.AnySaved;

namespace Infra.Tests.Planning.Reviews;

public sealed class ReviewTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void Review_round_trips_through_a_file()
    {
        var review = Review(StackReview.Between(Plan(Resource(Database, "it", """{"metadata":{"name":"a"}}""")), Plan()));
        File.WriteAllText(_file, review.ToJson());

        Assert.Equal(review.ToJson(), Infra.Planning.Reviews.Review.Read(_file).ToJson());
    }

    [Theory]
    [InlineData("", "is not a valid review (invalid JSON)")]
    [InlineData("null", "is missing, empty or too large for a review")]
    [InlineData("[]", "is not a valid review (invalid JSON)")]
    [InlineData("""{"base":"x","stacks":null}""", "is not a valid review (see $.stacks)")]
    [InlineData("""{"base":"x","stacks":[{"stack":"a","changes":[{"kind":7}]}]}""",
        "is not a valid review (see $.stacks[0].changes[0].kind)")]
    [InlineData("""{"base":"x","stacks":[null]}""", "is not a valid review (invalid JSON)")]
    [InlineData("""{"base":"x","stacks":[{"stack":"a","changes":[{"kind":"create","risk":"data","type":"a:b","name":"c","properties":[null]}]}]}""", "is not a valid review (invalid JSON)")]
    [InlineData("{\"base\":\"\\ud800\"}", "is not a valid review (see $.base)")]
    public void Invalid_file_is_rejected(string content, string problem)
    {
        File.WriteAllText(_file, content);

        var refused = Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));

        Assert.Equal($"{_file} {problem}; write it with `./infra review --output FOLDER`", refused.Message);
    }

    [Fact]
    public void Deeply_nested_file_is_rejected()
    {
        File.WriteAllText(_file, new string('[', 1_000_000));

        Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));
    }

    [Fact]
    public void Too_large_file_is_rejected()
    {
        using (var file = File.OpenWrite(_file))
        {
            file.SetLength(50_000_000);
        }

        var refused = Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));

        Assert.Contains("too large for a review", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Stack_of_only_one_side_is_included() =>
        Assert.Equal(["prod", "old"], Infra.Planning.Reviews.Review.Between("main", [Plan() with { Stack = "old" }],
            [Plan()]).Stacks.Select(stack => stack.Stack));

    public void Dispose() => File.Delete(_file);
}
