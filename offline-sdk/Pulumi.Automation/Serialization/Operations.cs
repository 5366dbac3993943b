namespace Pulumi.Automation.Serialization;

/// <summary>The names of operations on the wire.</summary>
internal static class Operations
{
    public static OperationType Read(string? name) => name switch
    {
        "create" => OperationType.Create,
        "create-replacement" => OperationType.CreateReplacement,
        "delete" => OperationType.Delete,
        "delete-replaced" => OperationType.DeleteReplaced,
        "replace" => OperationType.Replace,
        "same" => OperationType.Same,
        "update" => OperationType.Update,
        "read" => OperationType.Read,
        "read-replacement" => OperationType.ReadReplacement,
        "refresh" => OperationType.Refresh,
        "discard" => OperationType.ReadDiscard,
        "discard-replaced" => OperationType.DiscardReplaced,
        "remove-pending-replace" => OperationType.RemovePendingReplace,
        "import" => OperationType.Import,
        "import-replacement" => OperationType.ImportReplacement,
        _ => OperationType.Unknown,
    };
}
