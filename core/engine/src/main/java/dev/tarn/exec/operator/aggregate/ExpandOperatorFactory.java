package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * Replicates its input for grouping sets: each batch comes once for each set, with NULL in those of the key columns that
 * the set has not, and at the end an INTEGER column with the set's number, from 0.
 *
 * <p>An argument of an aggregate that is also a key needs a column of its own among the input, as the key's becomes NULL.
 */
public final class ExpandOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> input;
    private final List<Integer> keys;
    private final List<List<Integer>> groupingSets;

    /**
     * @param input the columns of the input
     * @param keys indices of the input columns that some set groups by
     * @param groupingSets for each set the indices of its input columns, all of them among {@code keys}
     */
    public ExpandOperatorFactory(List<ColumnShape> input, List<Integer> keys, List<List<Integer>> groupingSets) {
        this.input = List.copyOf(input);
        this.keys = List.copyOf(keys);
        this.groupingSets = groupingSets.stream().map(List::copyOf).toList();
    }

    /** Returns the shapes of the output's columns: the input's, and the set's number. */
    public List<ColumnShape> output() {
        List<ColumnShape> output = new ArrayList<>(input);
        output.add(ColumnShape.of(Type.INTEGER));
        return List.copyOf(output);
    }

    @Override
    public String name() {
        return "Expand";
    }

    @Override
    public Operator create(DriverContext context) {
        return new ExpandOperator(context, input, keys, groupingSets);
    }
}
