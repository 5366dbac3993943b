namespace Pulumi;

/// <summary>An output or an input of any type, for code that does not care which.</summary>
internal interface IHasCell
{
    OutputCell Cell { get; }
}
