package dev.tarn.exec.pipeline;

import java.util.List;
import java.util.Set;

/**
 * A chain of operators from a source to a breaker or the result, which several drivers run side by side.
 *
 * <p>A factory may stand in several pipelines: the inputs of a UNION ALL are pipelines that have all later steps in
 * common. It has finished when all pipelines that it stands in have.
 *
 * @param id unique in the query
 * @param operators the steps, source first
 * @param planNodes the plan node that each step's work is counted for, in {@link QueryContext#statistics}; empty if none
 * @param driverCount how many drivers run it at most; 1 if the order of rows matters
 * @param dependencies ids of the pipelines that must have finished before it starts
 */
public record Pipeline(
        int id, List<OperatorFactory> operators, List<Integer> planNodes, int driverCount, Set<Integer> dependencies) {
    public Pipeline {
        operators = List.copyOf(operators);
        planNodes = List.copyOf(planNodes);
        dependencies = Set.copyOf(dependencies);
        if (!planNodes.isEmpty() && planNodes.size() != operators.size()) {
            throw new IllegalArgumentException(operators.size() + " operators, " + planNodes.size() + " plan nodes");
        }
    }

    /** Makes a pipeline whose work is counted for no plan node. */
    public Pipeline(int id, List<OperatorFactory> operators, int driverCount, Set<Integer> dependencies) {
        this(id, operators, List.of(), driverCount, dependencies);
    }
}
