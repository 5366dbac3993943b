using Infra.Planning.Reviews;
using Infra.Settings;
using static Infra.Tests.Planning.Reviews.AnyWritten;

namespace Infra.Tests.Planning.Reviews;

public sealed class ReviewTests : IDisposable
{
    private readonly string _file = Path.GetTempFileName();

    [Fact]
    public void It_travels_as_a_file()
    {
        var review = Review(StackReview.Between(Plan(Resource(Database, "it", """{"metadata":{"name":"a"}}""")), Plan()));
        File.WriteAllText(_file, review.ToJson());

        Assert.Equal(review.ToJson(), Infra.Planning.Reviews.Review.Read(_file).ToJson());
    }

    [Theory]
    [InlineData("", "is no review (its JSON is another)")]
    [InlineData("null", "is missing, empty or too large to be a review")]
    [InlineData("[]", "is no review (its JSON is another)")]
    [InlineData("""{"base":"x","stacks":null}""", "is no review (look at $.stacks)")]
    [InlineData("""{"base":"x","stacks":[{"stack":"a","changes":[{"kind":7}]}]}""", "is no review (look at $.stacks[0].changes[0].kind)")]
    [InlineData("""{"base":"x","stacks":[null]}""", "is no review (its JSON is another)")]
    [InlineData("""{"base":"x","stacks":[{"stack":"a","changes":[{"kind":"create","risk":"data","type":"a:b","name":"c","properties":[null]}]}]}""", "is no review (its JSON is another)")]
    [InlineData("{\"base\":\"\\ud800\"}", "is no review (look at $.base)")]
    public void A_file_that_is_none_is_refused(string content, string problem)
    {
        File.WriteAllText(_file, content);

        var refused = Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));

        Assert.Equal($"{_file} {problem}; `./infra review --output FOLDER` writes one", refused.Message);
    }

    [Fact]
    public void One_that_is_nested_without_end_is_refused()
    {
        File.WriteAllText(_file, new string('[', 1_000_000));

        Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));
    }

    [Fact]
    public void One_that_is_too_large_is_not_even_read()
    {
        using (var file = File.OpenWrite(_file))
        {
            file.SetLength(50_000_000);
        }

        var refused = Assert.Throws<UserError>(() => Infra.Planning.Reviews.Review.Read(_file));

        Assert.Contains("too large to be a review", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stack_that_only_one_side_has_is_there_too() =>
        Assert.Equal(["prod", "old"], Infra.Planning.Reviews.Review.Between("main", [Plan() with { Stack = "old" }], [Plan()]).Stacks.Select(stack => stack.Stack));

    public void Dispose() => File.Delete(_file);
}
