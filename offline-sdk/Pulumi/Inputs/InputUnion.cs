namespace Pulumi;

/// <summary>An input of one of two types.</summary>
public sealed class InputUnion<T0, T1> : Input<Union<T0, T1>>
{
    public InputUnion()
        : base(OutputCell.Of(default(Union<T0, T1>)))
    {
    }

    private InputUnion(OutputCell cell)
        : base(cell)
    {
    }

    public static implicit operator InputUnion<T0, T1>(Union<T0, T1> value) => new(OutputCell.Of(value));

    public static implicit operator InputUnion<T0, T1>(T0 value) => new(OutputCell.Of(Union<T0, T1>.FromT0(value)));

    public static implicit operator InputUnion<T0, T1>(T1 value) => new(OutputCell.Of(Union<T0, T1>.FromT1(value)));

    public static implicit operator InputUnion<T0, T1>(Input<T0> value) => new(value.Apply(Union<T0, T1>.FromT0).Cell);

    public static implicit operator InputUnion<T0, T1>(Input<T1> value) => new(value.Apply(Union<T0, T1>.FromT1).Cell);

    public static implicit operator InputUnion<T0, T1>(Output<Union<T0, T1>> value) => new(value.Cell);

    public static implicit operator InputUnion<T0, T1>(Output<T0> value) => new(value.Apply(Union<T0, T1>.FromT0).Cell);

    public static implicit operator InputUnion<T0, T1>(Output<T1> value) => new(value.Apply(Union<T0, T1>.FromT1).Cell);
}
