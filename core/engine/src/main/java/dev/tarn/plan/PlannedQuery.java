package dev.tarn.plan;

import dev.tarn.plan.explain.InputOutputPrinter;
import dev.tarn.plan.explain.PlanFormat;
import dev.tarn.plan.explain.PlanPrinter;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.spi.type.Type;
import java.util.List;

/** A planned query: what to run, and the columns of its result. */
public final class PlannedQuery {
    private final PhysicalNode root;
    private final List<String> labels;
    private final List<Type> types;

    PlannedQuery(PhysicalNode root, List<String> labels, List<Type> types) {
        this.root = root;
        this.labels = List.copyOf(labels);
        this.types = List.copyOf(types);
    }

    /** Returns the plan, for {@code lower}. */
    public PhysicalNode root() {
        return root;
    }

    /** Returns the names of the result's columns as the statement spells them. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the types of the result's columns. */
    public List<Type> types() {
        return types;
    }

    /** Returns the text of EXPLAIN without options. */
    public String explain() {
        return explain(PlanFormat.TEXT);
    }

    /** Returns the text of EXPLAIN. */
    public String explain(PlanFormat format) {
        return PlanPrinter.print(root, format);
    }

    /** Returns the text of EXPLAIN (TYPE IO): in JSON, what is read and written. */
    public String explainInputOutput() {
        return InputOutputPrinter.print(root);
    }
}
