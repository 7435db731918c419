package dev.tarn.exec.operator.unnest;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.pipeline.Operator;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.store.ColumnShape;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives each row once for each element of some of its columns, side by side: where one of them has fewer elements than
 * another, or is NULL, there are NULLs. Elements come in their types' default layouts.
 */
public final class UnnestOperatorFactory implements OperatorFactory {
    private final List<ColumnShape> input;
    private final List<Integer> replicated;
    private final List<Integer> collections;
    private final List<UnnestElement> elements;
    private final boolean outer;

    /**
     * Sets up a step.
     *
     * @param input the columns of the input
     * @param replicated which of them come out again, first
     * @param collections which of them, ARRAYs and MAPs, are taken apart
     * @param elements the columns that come out behind
     * @param outer whether a row all of whose collections are empty or NULL stays, once, with NULLs
     */
    public UnnestOperatorFactory(
            List<ColumnShape> input,
            List<Integer> replicated,
            List<Integer> collections,
            List<UnnestElement> elements,
            boolean outer) {
        this.input = List.copyOf(input);
        this.replicated = List.copyOf(replicated);
        this.collections = List.copyOf(collections);
        this.elements = List.copyOf(elements);
        this.outer = outer;
    }

    /** Returns the shapes of the output's columns. */
    public List<ColumnShape> output() {
        List<ColumnShape> output = new ArrayList<>();
        replicated.forEach(column -> output.add(input.get(column)));
        elements.forEach(element -> output.add(ColumnShape.of(element.type())));
        return List.copyOf(output);
    }

    @Override
    public String name() {
        return "Unnest";
    }

    @Override
    public Operator create(DriverContext context) {
        return new UnnestOperator(context, input, replicated, collections, elements, outer);
    }
}
