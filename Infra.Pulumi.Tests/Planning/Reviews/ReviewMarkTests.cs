using Infra.Planning.Reviews;

namespace Infra.Tests.Planning.Reviews;

public sealed class ReviewMarkTests
{
    [Fact]
    public void Mark_round_trips()
    {
        var mark = ReviewMark.Read(ReviewMark.Write("abc123", ["staging", "test-pr-7"]) + "\nmore");

        Assert.Equal(("abc123", "staging test-pr-7"), (mark!.Commit, string.Join(' ', mark.Previewed)));
    }

    [Theory]
    [InlineData("words before <!-- infra:review commit=abc previewed=prod -->")]
    [InlineData("<!-- infra:review commit=abc -->")]
    [InlineData("<!-- infra:review commit=a b previewed=prod -->")]
    public void Other_comments_have_no_mark(string comment) => Assert.Null(ReviewMark.Read(comment));

    [Fact]
    public void Stack_name_cannot_forge_a_mark() =>
        Assert.Equal(["stagingprod"], ReviewMark.Read(ReviewMark.Write("abc", ["staging\n,prod"]))!.Previewed);
}
