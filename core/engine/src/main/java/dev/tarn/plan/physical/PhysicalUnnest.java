package dev.tarn.plan.physical;

import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.rel.type.RelDataType;

/** Each row once for each element of some of its columns: replicated columns, then those of elements. */
public final class PhysicalUnnest extends PhysicalNode {
    private final List<Integer> replicated;
    private final List<Integer> collections;
    private final List<UnnestColumn> elements;
    private final boolean outer;

    /**
     * Makes a node.
     *
     * @param replicated which columns of the input come out again
     * @param collections which columns of the input are taken apart
     * @param elements what comes out of them
     * @param outer whether a row without elements stays, once, with NULLs
     */
    public PhysicalUnnest(
            RelOptCluster cluster,
            PhysicalNode input,
            List<Integer> replicated,
            List<Integer> collections,
            List<UnnestColumn> elements,
            boolean outer,
            List<String> names,
            List<RelDataType> types,
            double estimatedRows) {
        super(cluster, List.of(input), names, types, estimatedRows);
        this.replicated = List.copyOf(replicated);
        this.collections = List.copyOf(collections);
        this.elements = List.copyOf(elements);
        this.outer = outer;
    }

    public List<Integer> replicated() {
        return replicated;
    }

    public List<Integer> collections() {
        return collections;
    }

    public List<UnnestColumn> elements() {
        return elements;
    }

    public boolean isOuter() {
        return outer;
    }
}
