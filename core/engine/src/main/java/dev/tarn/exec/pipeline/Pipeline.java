package dev.tarn.exec.pipeline;

import java.util.List;
import java.util.Set;

/**
 * A chain of operators from a source to a breaker or the result, which several drivers run side by side.
 *
 * @param id unique in the query
 * @param operators the steps, source first
 * @param driverCount how many drivers run it at most; 1 if the order of rows matters
 * @param dependencies ids of the pipelines that must have finished before it starts
 */
public record Pipeline(int id, List<OperatorFactory> operators, int driverCount, Set<Integer> dependencies) {
    public Pipeline {
        operators = List.copyOf(operators);
        dependencies = Set.copyOf(dependencies);
    }
}
