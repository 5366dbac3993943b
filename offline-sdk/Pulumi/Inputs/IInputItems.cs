namespace Pulumi;

/// <summary>A list or map of inputs written out in place, whose items need not be combined into one value first.</summary>
internal interface IInputItems
{
    int Count { get; }

    /// <summary>False where the whole came from an output and only its cell knows the items.</summary>
    bool AreLiteral { get; }
}

internal interface IInputList : IInputItems
{
    OutputCell this[int index] { get; }
}

internal interface IInputMap : IInputItems
{
    IEnumerable<KeyValuePair<string, object?>> Items { get; }
}
