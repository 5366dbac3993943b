using Pulumi.Automation;

namespace Infra.Engine;

/// <summary>Operations in words.</summary>
internal static class Words
{
    public static string Doing(OperationType operation) => operation switch
    {
        OperationType.Create => "creating",
        OperationType.Update => "updating",
        OperationType.Delete or OperationType.DeleteReplaced or OperationType.DiscardReplaced => "deleting",
        OperationType.Replace or OperationType.CreateReplacement or OperationType.ImportReplacement or OperationType.ReadReplacement => "replacing",
        OperationType.Read or OperationType.Refresh => "reading",
        OperationType.Import => "importing",
        _ => "looking at",
    };

    public static string Done(OperationType operation) => operation switch
    {
        OperationType.Create => "created",
        OperationType.Update => "updated",
        OperationType.Delete => "deleted",
        OperationType.DeleteReplaced or OperationType.DiscardReplaced => "deleted the old",
        OperationType.Replace or OperationType.ImportReplacement or OperationType.ReadReplacement => "replaced",
        OperationType.CreateReplacement => "created the new",
        OperationType.Import => "imported",
        _ => "unchanged",
    };

    /// <summary>As it stands in a count: "2 to create".</summary>
    public static string Counted(OperationType operation, bool isPreview) => operation switch
    {
        OperationType.Same => "unchanged",
        OperationType.Create => isPreview ? "to create" : "created",
        OperationType.Update => isPreview ? "to update" : "updated",
        OperationType.Delete => isPreview ? "to delete" : "deleted",
        OperationType.Replace => isPreview ? "to replace" : "replaced",
        OperationType.Import => isPreview ? "to import" : "imported",
        OperationType.Read => "read",
        OperationType.CreateReplacement => isPreview ? "to create the new" : Done(operation),
        OperationType.DeleteReplaced or OperationType.DiscardReplaced => isPreview ? "to delete the old" : Done(operation),
        _ => isPreview ? $"to {operation.ToString().ToLowerInvariant()}" : Done(operation),
    };
}
