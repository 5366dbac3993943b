using System.CommandLine;
using Infra.Engine.Adoption;
using Infra.Planning;
using Infra.Settings;

namespace Infra.Cli;

/// <summary>`infra adopt`: takes over what Terraform has made.</summary>
internal static class AdoptCommand
{
    public static Command Create(Shell shell)
    {
        var stack = EngineRun.StackArgument();
        var terraform = new Option<string>("--terraform") { Description = "The state that `terraform state pull` prints.", HelpName = "file", Required = true };
        var output = new Option<string>("--output", "-o") { Description = "Where the import list goes.", HelpName = "file", DefaultValueFactory = _ => "import.json" };
        var command = new Command("adopt", "Write the list by which `pulumi import` takes over what a Terraform state of the old repository has: DNS "
            + "records, namespaces, Helm releases, secrets and manifests, under our names. Says what it could not map. Changes nothing.")
            { stack, terraform, output };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(terraform)!, parsed.GetValue(output)!));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string terraform, string output)
    {
        var plan = (await Planner.PlanAsync([Project.Find(shell.Folder).Stack(stack)]))[0];
        var adopted = Adopted.Of(TerraformState.Read(Path.Combine(shell.Folder, terraform)), plan);
        FileText.Write(Path.Combine(shell.Folder, output), ImportList.Write(adopted, plan));
        foreach (var (address, why) in adopted.Left)
        {
            shell.Out.WriteLine($"left     {address}: {why}");
        }

        foreach (var (resource, id) in adopted.Resources)
        {
            shell.Out.WriteLine($"adopted  {resource.Name} ({resource.Type}) is {id}");
        }

        shell.Out.WriteLine($"{output} lists {adopted.Resources.Count} to take over, {adopted.Left.Count} are left");
        shell.Out.WriteLine($"next: ./infra up {stack} --only PROVIDER-URN for each provider in its nameTable, then");
        shell.Out.WriteLine($"      pulumi import --file {output} --stack {stack} --generate-code=false --protect=false --yes");
        shell.Out.WriteLine($"      ./infra preview {stack}   must want to create none of them");
        return InfraCommand.Fine;
    }
}
