namespace Pulumi;

/// <summary>The root of a program's resources; a subclass declares them in its constructor.</summary>
public class Stack : ComponentResource
{
    internal const string TypeName = "pulumi:pulumi:Stack";

    public Stack(StackOptions? options = null)
        : base(TypeName, NameOf(Deployment.Instance), OptionsOf(options)) =>
        Deployment.Instance.Run.Stack = this;

    /// <summary>Registers the properties marked as outputs, all of which the constructor must have set.</summary>
    internal void RegisterPropertyOutputs()
    {
        var outputs = ResourceShape.Of(GetType()).PropertiesOf(this);
        var unset = outputs.Where(output => output.Value is null).Select(output => output.Key).ToList();
        if (unset.Count > 0)
        {
            throw new RunException($"Output(s) '{string.Join(", ", unset)}' have no value assigned. " +
                "[Output] attributed properties must be assigned inside Stack constructor.");
        }

        var others = outputs.Where(output => !IsOutput(output.Value!.GetType())).Select(output => output.Key).ToList();
        if (others.Count > 0)
        {
            throw RunException.OutputsHaveIncorrectType(others);
        }

        RegisterOutputs(outputs);
    }

    private static bool IsOutput(Type type) => type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Output<>);

    private static string NameOf(DeploymentInstance deployment) => $"{deployment.ProjectName}-{deployment.StackName}";

    private static ComponentResourceOptions? OptionsOf(StackOptions? options) =>
        options is null ? null : new() { ResourceTransformations = options.ResourceTransformations };
}
