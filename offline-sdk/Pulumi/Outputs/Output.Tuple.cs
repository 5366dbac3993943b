namespace Pulumi;

// One line of logic for every arity, for inputs and for outputs.
public static partial class Output
{
    public static Output<(T1, T2)> Tuple<T1, T2>(
        Input<T1> item1, Input<T2> item2) =>
        Tupled<(T1, T2)>([item1, item2], static c => (Get<T1>(c, 0), Get<T2>(c, 1)));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3) =>
        Tupled<(T1, T2, T3)>([item1, item2, item3], static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2)));

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4) =>
        Tupled<(T1, T2, T3, T4)>(
            [item1, item2, item3, item4], static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3)));

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5) =>
        Tupled<(T1, T2, T3, T4, T5)>(
            [item1, item2, item3, item4, item5],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4)));

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4, Input<T5> item5, Input<T6> item6) =>
        Tupled<(T1, T2, T3, T4, T5, T6)>(
            [item1, item2, item3, item4, item5, item6],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7) =>
        Tupled<(T1, T2, T3, T4, T5, T6, T7)>(
            [item1, item2, item3, item4, item5, item6, item7],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5), Get<T7>(c, 6)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Input<T1> item1, Input<T2> item2, Input<T3> item3, Input<T4> item4,
        Input<T5> item5, Input<T6> item6, Input<T7> item7, Input<T8> item8) =>
        Tupled<(T1, T2, T3, T4, T5, T6, T7, T8)>(
            [item1, item2, item3, item4, item5, item6, item7, item8],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5), Get<T7>(c, 6), Get<T8>(c, 7)));

    public static Output<(T1, T2)> Tuple<T1, T2>(
        Output<T1> item1, Output<T2> item2) =>
        Tupled<(T1, T2)>([item1, item2], static c => (Get<T1>(c, 0), Get<T2>(c, 1)));

    public static Output<(T1, T2, T3)> Tuple<T1, T2, T3>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3) =>
        Tupled<(T1, T2, T3)>([item1, item2, item3], static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2)));

    public static Output<(T1, T2, T3, T4)> Tuple<T1, T2, T3, T4>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4) =>
        Tupled<(T1, T2, T3, T4)>(
            [item1, item2, item3, item4], static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3)));

    public static Output<(T1, T2, T3, T4, T5)> Tuple<T1, T2, T3, T4, T5>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5) =>
        Tupled<(T1, T2, T3, T4, T5)>(
            [item1, item2, item3, item4, item5],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4)));

    public static Output<(T1, T2, T3, T4, T5, T6)> Tuple<T1, T2, T3, T4, T5, T6>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4, Output<T5> item5, Output<T6> item6) =>
        Tupled<(T1, T2, T3, T4, T5, T6)>(
            [item1, item2, item3, item4, item5, item6],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7)> Tuple<T1, T2, T3, T4, T5, T6, T7>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7) =>
        Tupled<(T1, T2, T3, T4, T5, T6, T7)>(
            [item1, item2, item3, item4, item5, item6, item7],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5), Get<T7>(c, 6)));

    public static Output<(T1, T2, T3, T4, T5, T6, T7, T8)> Tuple<T1, T2, T3, T4, T5, T6, T7, T8>(
        Output<T1> item1, Output<T2> item2, Output<T3> item3, Output<T4> item4,
        Output<T5> item5, Output<T6> item6, Output<T7> item7, Output<T8> item8) =>
        Tupled<(T1, T2, T3, T4, T5, T6, T7, T8)>(
            [item1, item2, item3, item4, item5, item6, item7, item8],
            static c => (Get<T1>(c, 0), Get<T2>(c, 1), Get<T3>(c, 2), Get<T4>(c, 3),
                Get<T5>(c, 4), Get<T6>(c, 5), Get<T7>(c, 6), Get<T8>(c, 7)));

    private static Output<TTuple> Tupled<TTuple>(IHasCell?[] items, Func<OutputCell[], object?> assemble) =>
        new(OutputCell.Join(Array.ConvertAll(items, CellOf), assemble));

    private static T Get<T>(OutputCell[] cells, int index) => Output<T>.Unbox(cells[index].Value);
}
