package dev.tarn.exec.operator.aggregate;

import dev.tarn.exec.store.ColumnShape;
import java.util.ArrayList;
import java.util.List;

/**
 * A GROUP BY: which input columns are the keys, and what is computed of each group.
 *
 * <p>The output has the key columns in the order of {@code keys}, with the input's types and layouts, and then a column a
 * call. NULL keys are a group of their own, -0.0 and +0.0 are one, and so are all NaNs. Without keys there is one group,
 * also of no rows. Without calls it is a DISTINCT.
 *
 * @param input the columns of the input
 * @param keys indices of input columns; may be empty
 * @param calls may be empty if there are keys
 */
public record AggregateSpec(List<ColumnShape> input, List<Integer> keys, List<AggregateCall> calls) {
    public AggregateSpec {
        input = List.copyOf(input);
        keys = List.copyOf(keys);
        calls = List.copyOf(calls);
        if (keys.isEmpty() && calls.isEmpty()) {
            throw new IllegalArgumentException("an aggregate needs keys or calls");
        }
    }

    /** Returns the shapes of the output's columns. */
    public List<ColumnShape> output() {
        List<ColumnShape> output = new ArrayList<>();
        keys.forEach(key -> output.add(input.get(key)));
        calls.forEach(call -> output.add(new ColumnShape(call.type(), call.layout())));
        return List.copyOf(output);
    }
}
