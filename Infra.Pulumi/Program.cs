using Infra;
using Infra.Cli;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi;

// Only the engine sets the address of its resource monitor.
if (Environment.GetEnvironmentVariable("PULUMI_MONITOR") is null)
{
    return await InfraCommand.RunAsync(args, Shell.Current);
}

try
{
    var settings = PlatformSettings.Load(Environment.GetEnvironmentVariable("PULUMI_STACK") ?? "", StackConfig.FromEnvironment());
    return await Deployment.RunAsync<PlatformStack>(new StackFactory<PlatformStack>(() => new(settings)));
}
catch (SettingsException problem)
{
    Console.Error.WriteLine(problem.Message);
    return 1;
}
