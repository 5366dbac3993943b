using Infra.Settings;
using Infra.Settings.Reading;
using Infra.Tests.Cli;

namespace Infra.Tests.Settings.Reading;

public sealed class HostKeyPinTests
{
    private const string Old = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIGV4YW1wbGUgaG9zdCBrZXksIG5vdCBhIHJlYWwgb25l";
    private const string New = "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIG5ldyBrZXkgb2YgYSBob3N0LCBub3QgYSByZWFsIG9u";

    [Fact]
    public void New_key_replaces_the_old_one_and_changes_nothing_else()
    {
        Assert.Equal(AnyStack.Text.Replace(Old, New, StringComparison.Ordinal), AfterWriting(AnyStack.Text));
    }

    [Fact]
    public void Missing_key_is_added_beside_the_address() =>
        Assert.Equal(
            AnyStack.With($"      hostKey: {Old}\n", "")
                .Replace("address: 203.0.113.10\n", $"address: 203.0.113.10\n      hostKey: {New}\n", StringComparison.Ordinal),
            AfterWriting(AnyStack.With($"      hostKey: {Old}\n", "")));

    [Fact]
    public void Host_on_one_line_stays_on_one_line() => Assert.Equal(
        $"config:\n  infra:nodes: # all\n    - {{ name: one, address: 203.0.113.10, hostKey: {New} }}\n",
        AfterWriting("config:\n  infra:nodes: # all\n    - { name: one, address: 203.0.113.10 }\n"));

    [Fact]
    public void Unknown_host_is_refused()
    {
        using var project = new AnyProject();

        var refusal = Assert.Throws<UserError>(() => HostKeyPin.Find(Project.Find(project.Folder), "203.0.113.99"));

        Assert.Equal(
            "no stack has a host with the address 203.0.113.99; add it under infra:nodes first, then run this again",
            refusal.Message);
    }

    private static string AfterWriting(string yaml)
    {
        using var project = new AnyProject();
        project.Write("Pulumi.staging.yaml", yaml);
        HostKeyPin.Find(Project.Find(project.Folder), "203.0.113.10").Write(New);
        return File.ReadAllText(Path.Combine(project.Folder, "Pulumi.staging.yaml"));
    }
}
