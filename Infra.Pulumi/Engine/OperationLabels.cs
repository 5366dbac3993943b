using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>Labels for operations.</summary>
internal static class OperationLabels
{
    public static string InProgress(OperationType operation) => operation switch
    {
        OperationType.Create => "creating",
        OperationType.Update => "updating",
        OperationType.Delete or OperationType.DeleteReplaced or OperationType.DiscardReplaced => "deleting",
        OperationType.Replace or OperationType.CreateReplacement
            or OperationType.ImportReplacement or OperationType.ReadReplacement => "replacing",
        OperationType.Read or OperationType.Refresh => "reading",
        OperationType.Import => "importing",
        _ => "checking",
    };

    public static string Done(OperationType operation) => operation switch
    {
        OperationType.Create => "created",
        OperationType.Update => "updated",
        OperationType.Delete => "deleted",
        OperationType.DeleteReplaced or OperationType.DiscardReplaced => "old deleted",
        OperationType.Replace or OperationType.ImportReplacement or OperationType.ReadReplacement => "replaced",
        OperationType.CreateReplacement => "new created",
        OperationType.Import => "imported",
        _ => "unchanged",
    };

    /// <summary>For a count: "2 to create".</summary>
    public static string Count(OperationType operation, bool isPreview) => operation switch
    {
        OperationType.Same => "unchanged",
        OperationType.Create => isPreview ? "to create" : "created",
        OperationType.Update => isPreview ? "to update" : "updated",
        OperationType.Delete => isPreview ? "to delete" : "deleted",
        OperationType.Replace => isPreview ? "to replace" : "replaced",
        OperationType.Import => isPreview ? "to import" : "imported",
        OperationType.Read => "read",
        OperationType.CreateReplacement => isPreview ? "new to create" : Done(operation),
        OperationType.DeleteReplaced or OperationType.DiscardReplaced => isPreview ? "old to delete" : Done(operation),
        _ => isPreview ? $"to {operation.ToString().ToLowerInvariant()}" : Done(operation),
    };
}
