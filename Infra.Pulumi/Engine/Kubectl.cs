namespace Infra.Engine;

/// <summary>kubectl with a temporary kubeconfig file.</summary>
internal sealed class Kubectl : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("infra-kubeconfig-"); // mode 0700

    private Kubectl()
    {
    }

    public string Kubeconfig => Path.Combine(_folder.FullName, "kubeconfig");

    /// <param name="purpose">What kubectl is needed for, for the error message.</param>
    public static async Task<Kubectl> OpenAsync(string kubeconfig, string purpose)
    {
        if (Tools.Find("kubectl") is null)
        {
            throw new EngineError($"kubectl is missing, which {purpose}", "install it: https://kubernetes.io/docs/tasks/tools/");
        }

        var opened = new Kubectl();
        await File.WriteAllTextAsync(opened.Kubeconfig, kubeconfig);
        return opened;
    }

    public Task<(int Code, string Output, string Error)> RunAsync(IEnumerable<string> arguments, string? input = null) =>
        Tools.RunAsync("kubectl", arguments, [("KUBECONFIG", Kubeconfig)], input, TimeSpan.FromMinutes(2));

    public void Dispose() => _folder.Delete(recursive: true);
}
