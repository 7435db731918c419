package dev.tarn.exec.operator.set;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import java.util.ArrayList;
import java.util.List;

/** Gives each row as many times as one of its columns says, without that column: INTERSECT ALL and EXCEPT ALL. */
public final class RepeatOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> input;
    private final int countColumn;

    /**
     * Sets up a step.
     *
     * @param countColumn a BIGINT column, never NULL or negative
     */
    public RepeatOperatorFactory(List<ColumnShape> input, int countColumn) {
        this.input = List.copyOf(input);
        this.countColumn = countColumn;
    }

    /** Returns the shapes of the output's columns. */
    public List<ColumnShape> output() {
        List<ColumnShape> output = new ArrayList<>(input);
        output.remove(countColumn);
        return List.copyOf(output);
    }

    @Override
    public String name() {
        return "Repeat";
    }

    @Override
    public Operator create(DriverContext context) {
        return new RepeatOperator(input, countColumn, context);
    }
}
