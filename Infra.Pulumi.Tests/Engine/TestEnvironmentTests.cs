using Infra.Engine;

namespace Infra.Tests.Engine;

public sealed class TestEnvironmentTests
{
    private static readonly DateTimeOffset Now = new(2026, 11, 21, 12, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("test-pr-7", 7)]
    [InlineData("test-pr-", null)]
    [InlineData("test-pr- 7", null)]
    [InlineData("test-pr--7", null)]
    [InlineData("test-pr-99999999999", null)]
    [InlineData("my-test-pr-7", null)]
    [InlineData("prod", null)]
    public void Pull_request_number_is_read_from_the_stack_name(string stack, int? number) =>
        Assert.Equal(number, TestEnvironment.NumberOf(stack));

    [Theory]
    [InlineData(new[] { 7 }, 1, null)]
    [InlineData(new[] { 7 }, 49, "its last `up` was 49 hours ago")]
    [InlineData(new[] { 3 }, 1, "pull request 7 is closed")]
    [InlineData(new int[0], 1, "pull request 7 is closed")]
    [InlineData(null, 1, null)]
    public void Environment_expires_with_its_pull_request_or_its_lifetime(int[]? open, int hours, string? why)
    {
        var environment = new TestEnvironment(7, Now - TimeSpan.FromHours(hours), 40);

        Assert.Equal(why, environment.ExpiryReason(open?.ToHashSet(), TimeSpan.FromHours(48), Now));
    }
}
