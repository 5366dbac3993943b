using System.Text.Json;
using Infra.Planning.Reviews;

namespace Infra.Tests.Planning.Reviews;

/// <summary>Saved plans for comparisons.</summary>
internal static class AnySaved
{
    public const string Database = "kubernetes:postgresql.cnpg.io/v1:Cluster";
    public const string DnsRecord = "cloudflare:index/dnsRecord:DnsRecord";
    public const string Deployment = "kubernetes:apps/v1:Deployment";

    public static SavedPlan Plan(params SavedResource[] resources) => new() { Stack = "prod", Resources = resources };

    public static SavedResource Resource(string type, string name, string inputs = "{}") =>
        new()
        {
            Urn = $"urn:pulumi:prod::infra::{type}::{name}",
            Type = type,
            Name = name,
            Inputs = JsonDocument.Parse(inputs).RootElement
        };

    /// <summary>The change of one resource with new inputs.</summary>
    public static ResourceChange Change(string type, string before, string after) =>
        Assert.Single(StackReview.Between(Plan(Resource(type, "it", before)), Plan(Resource(type, "it", after))).Changes);

    public static Review Review(params StackReview[] stacks) => new() { Base = "main", Stacks = stacks };

    public static StackReview Stack(string name, params ResourceChange[] changes) =>
        new() { Stack = name, Changes = changes, Budget = new(), Cost = new() };

    public static string Comment(Review review, params SavedPreview[] previews) =>
        new ReviewComment
        {
            Review = review,
            Commit = new string('a', 40),
            ReportUrl = "https://github.example/run/1",
            Previews = previews
        }.Write();
}
