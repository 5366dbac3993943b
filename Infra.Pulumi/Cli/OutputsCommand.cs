using System.CommandLine;
using System.Text.Encodings.Web;
using System.Text.Json;
using Infra.Engine;
using Infra.Settings;
using Infra.Settings.Reading;
using Pulumi.Automation;

namespace Infra.Cli;

/// <summary>`infra outputs`: prints the outputs of a stack.</summary>
internal static class OutputsCommand
{
    private static readonly JsonSerializerOptions Readable = new()
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping
    };

    public static Command Create(Shell shell)
    {
        var stack = EngineCommand.StackArgument();
        var name = new Argument<string?>("name")
        {
            Description = "Print only this output, without its name.",
            Arity = ArgumentArity.ZeroOrOne
        };
        var show = new Option<bool>("--show-secrets") { Description = "Print secrets in clear text." };
        var json = new Option<bool>("--json") { Description = "Print JSON." };
        var command = new Command("outputs", "Print the outputs of the stack. Secrets are hidden by default.") { stack,
            name, show, json };
        command.SetAction(parsed => RunAsync(shell, parsed.GetValue(stack)!, parsed.GetValue(name), parsed.GetValue(show),
            parsed.GetValue(json)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string? name, bool show, bool json)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption);
        var outputs = await engine.OutputsAsync();
        if (name is not null)
        {
            WriteOne(shell, stack, name, outputs, show);
        }
        else if (json)
        {
            var shown = outputs.OrderBy(output => output.Key, StringComparer.Ordinal)
                .ToDictionary(output => output.Key, output => output.Value.IsSecret && !show ? "[secret]" : output.Value.Value);
            shell.Out.WriteLine(JsonSerializer.Serialize(shown, Readable));
        }
        else
        {
            foreach (var line in show ? outputs.OrderBy(output => output.Key, StringComparer.Ordinal)
                .Select(o => $"{o.Key}  {Plain(o.Value.Value)}") : OperationSummary.Outputs(outputs))
            {
                shell.Out.WriteLine(line);
            }
        }

        return InfraCommand.Success;
    }

    private static void WriteOne(Shell shell, string stack, string name, IReadOnlyDictionary<string,
        OutputValue> outputs, bool show)
    {
        if (!outputs.TryGetValue(name, out var output))
        {
            var near = Nearest.To(name, outputs.Keys) is { } meant ? $"did you mean `{meant}`? " : "";
            throw new UserError($"{stack} has no output `{name}`",
                $"{near}the outputs are {string.Join(", ", outputs.Keys.Order(StringComparer.Ordinal))}");
        }

        shell.Out.WriteLine(output.IsSecret && !show ? "[secret]" : Plain(output.Value));
    }

    private static string Plain(object value) => value as string ?? JsonSerializer.Serialize(value, Readable);
}
