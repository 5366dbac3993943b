using System.CommandLine;
using Infra.Engine.Adoption;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra adopt`: prepares the import of Terraform resources.</summary>
internal static class AdoptCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var terraform = new Option<string>("--terraform")
        {
            Description = "The output of `terraform state pull`.",
            HelpName = "file",
            Required = true
        };
        var output = new Option<string>("--output", "-o")
        {
            Description = "The import file to write.",
            HelpName = "file",
            DefaultValueFactory = _ => "import.json"
        };
        var command = new Command("adopt", "Write a file for `pulumi import` from a Terraform state: DNS "
            + "records, namespaces, Helm releases, secrets and manifests, under our names. Lists the "
            + "resources without a match. Changes nothing.")
            { stack, terraform, output };
        command.SetAction(
            parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(terraform)!, parsed.GetValue(output)!));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string terraform, string output)
    {
        var plan = (await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)]))[0];
        var adopted = AdoptionPlan.Match(TerraformState.Read(Path.Combine(shell.Folder, terraform)), plan);
        FileText.Write(Path.Combine(shell.Folder, output), ImportFile.Write(adopted, plan));
        foreach (var (address, why) in adopted.Skipped)
        {
            shell.Out.WriteLine($"skipped  {address}: {why}");
        }

        foreach (var (resource, id) in adopted.Resources)
        {
            shell.Out.WriteLine($"adopted  {resource.Name} ({resource.Type}) is {id}");
        }

        shell.Out.WriteLine(
            $"{output} lists {adopted.Resources.Count} resources to import, {adopted.Skipped.Count} were skipped");
        shell.Out.WriteLine($"next: ./infra up {stack} --only PROVIDER-URN for each provider in its nameTable, then");
        shell.Out.WriteLine($"      pulumi import --file {output} --stack {stack} --generate-code=false --protect=false --yes");
        shell.Out.WriteLine($"      ./infra preview {stack}   must not create any of them");
        return InfraCommand.Success;
    }
}
