using System.Runtime.CompilerServices;

namespace Infra.Tests.Machines;

/// <summary>The lab of the machines: see machine.sh.</summary>
internal static class Lab
{
    private static readonly Lazy<string?> Reason = new(() => Do("can").GetAwaiter().GetResult() is { Code: not 0 } no ? no.Error.Trim() : null);
    private static int LastName;

    /// <summary>The reason why no machine can boot here, or null.</summary>
    public static string? Missing => Reason.Value;

    public static Task<Outcome> Do(params string[] arguments) =>
        Shell.Run("env", [$"MACHINE_OWNER={Environment.ProcessId}", "bash", File("machine.sh"), .. arguments]);

    /// <summary>A name that is unique among all tests on this machine.</summary>
    public static string NewName() => $"t{Environment.ProcessId}-{Interlocked.Increment(ref LastName)}";

    public static string File(string name, [CallerFilePath] string here = "") => Path.Combine(Path.GetDirectoryName(here)!, name);

    public static string Text(string name) => System.IO.File.ReadAllText(File(name));
}
