using System.CommandLine;
using Infra.Engine;
using Infra.Settings;
using Infra.Settings.Reading;
using Spectre.Console;

namespace Infra.Cli;

/// <summary>`infra init`: writes the file of a new stack.</summary>
internal static class InitCommand
{
    private const string TokenPath = "infra:edge.apiToken";

    public static Command Create(Shell shell)
    {
        var stack = new Argument<string>("stack") { Description = "The new stack, such as staging." };
        var kind = new Option<string>(
            "--environment")
        {
            Description = "The environment; by default derived from the stack's name.",
            HelpName = "dev|ci|test|staging|prod"
        }
            .AcceptOnlyFromAmong([.. SettingShape.Spellings(typeof(EnvironmentKind))]);
        var token = new Option<bool>(
            "--token-from-stdin")
        { Description = "Read the Cloudflare token from standard input and encrypt it into the file." };
        var secrets = new Option<string>(
            "--secrets-provider")
        {
            Description = "The cloud key that encrypts the secrets; a passphrase by default.",
            HelpName = "awskms://alias/NAME?region=…"
        };
        var force = new Option<bool>("--force") { Description = "Overwrite an existing file." };
        var command = new Command("init", "Write the file of a new stack. Asks for the settings that are not given as options. "
            + "Prints the next steps.")
            { stack, kind, secrets, token, force };
        var answers = Enum.GetValues<EnvironmentKind>().SelectMany(NewStackFile.Questions).DistinctBy(question => question.Name)
            .ToDictionary(question => question.Name,
                question => new Option<string>($"--{question.Name}")
                {
                    Description = question.Text
                    + ".",
                    HelpName = question.Example
                });
        foreach (var option in answers.Values)
        {
            command.Options.Add(option);
        }

        command.SetAction(parsed => RunAsync(
            shell, parsed.GetValue(stack)!, parsed.GetValue(kind),
            new(answers.ToDictionary(pair => pair.Key, pair => parsed.GetValue(pair.Value)
                ?? ""))
            { [NewStackFile.SecretsProvider] = parsed.GetValue(secrets) ?? "" }, parsed.GetValue(token),
                    parsed.GetValue(force)));
        return command;
    }

    private static async Task<int> RunAsync(Shell shell, string stack, string? environment, Dictionary<string, string> answers,
        bool token, bool force)
    {
        var project = Project.Find(shell.Folder);
        Project.MustBeAName(stack);
        var spelling = environment ?? SettingShape.Spellings(typeof(EnvironmentKind))
            .FirstOrDefault(spelling => stack == spelling || stack.StartsWith($"{spelling}-", StringComparison.Ordinal))
            ?? throw new UserError($"the environment of `{stack}` is unknown", "pass --environment");
        var kind = Enum.GetValues<EnvironmentKind>().Single(kind => SettingShape.Spell(kind) == spelling);
        var path = LocalStackFile.PathOf(project, stack);
        if (File.Exists(path) && !force)
        {
            throw new UserError($"{Path.GetFileName(path)} already exists", "edit it, or pass --force to overwrite it");
        }

        Ask(shell, kind, answers);
        var secret = token ? await TokenAsync() : null;
        Write(stack, kind, project, path, answers);
        if (secret is not null)
        {
            await EncryptAsync(shell, stack, secret);
        }

        shell.Out.WriteLine($"wrote {Path.GetFileName(path)}; next:");
        foreach (var line in NextSteps(stack, answers, token))
        {
            shell.Out.WriteLine($"  {line}");
        }

        return InfraCommand.Success;
    }

    private static void Ask(Shell shell, EnvironmentKind kind, Dictionary<string, string> answers)
    {
        var missing = NewStackFile.Questions(kind)
            .Where(question => answers.GetValueOrDefault(question.Name) is null or "").ToList();
        if (missing.Count > 0 && !shell.HasTerminal)
        {
            throw new UserError(
                $"{string.Join(", ", missing.Select(question => $"--{question.Name}"))} "
                    + $"{(missing.Count == 1 ? "is" : "are")} missing",
                "pass them, or run this on a terminal; see `./infra init --help`");
        }

        foreach (var question in missing)
        {
            answers[question.Name] = shell.Console.Ask<string>(Markup.Escape($"{question.Text} (such as {question.Example}):"));
        }
    }

    // It is validated under another name first, so that no invalid stack file is left behind.
    private static void Write(string stack, EnvironmentKind kind, Project project, string path, Dictionary<string,
        string> answers)
    {
        var draft = $"{path}.{Environment.ProcessId}.draft";
        try
        {
            FileText.Write(draft, new NewStackFile(stack, answers).Text(kind));
            NewStackFile.Check(stack, project.Name, draft);
            File.Move(draft, path, overwrite: true);
        }
        finally
        {
            File.Delete(draft);
        }
    }

    // From standard input: an argument would show in the process list.
    private static async Task<string> TokenAsync() =>
        (await Console.In.ReadToEndAsync()).Trim() is { Length: > 0 } token && !token.Any(char.IsWhiteSpace)
        ? token
        : throw new UserError("standard input does not contain a token",
            "pass only the token: `./infra init … --token-from-stdin <FILE`");

    private static async Task EncryptAsync(Shell shell, string stack, string token)
    {
        using var interruption = Interruption.Watch();
        var engine = await EngineCommand.OpenAsync(shell, stack, interruption, createsStack: true);
        await engine.SetSecretAsync(TokenPath, token);
    }

    private static IEnumerable<string> NextSteps(string stack, Dictionary<string, string> answers, bool token)
    {
        yield return $"./infra plan {stack}";
        if (answers.GetValueOrDefault("state") is { Length: > 0 } state)
        {
            if (state.StartsWith("s3://", StringComparison.Ordinal))
            {
                yield return "export AWS_ACCESS_KEY_ID=… AWS_SECRET_ACCESS_KEY=…   of a token that can read and write the bucket";
            }

            if (answers.GetValueOrDefault(NewStackFile.SecretsProvider) is not { Length: > 0 })
            {
                yield return "export PULUMI_CONFIG_PASSPHRASE_FILE=…   a file that only you can read";
            }

            yield return $"pulumi login '{state}'   only for plain pulumi; ./infra reads infra:state.url";
        }

        if (answers.GetValueOrDefault("base-zone-id") is { Length: > 0 } && !token)
        {
            yield return $"export CLOUDFLARE_API_TOKEN=…   or encrypt it: pulumi config set --secret "
                + $"--path {TokenPath} --stack {stack}";
        }

        yield return $"./infra doctor {stack}";
        yield return $"./infra up {stack}";
    }
}
