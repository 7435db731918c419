package dev.tarn.lower;

import dev.tarn.exec.pipeline.OperatorFactory;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A pipeline that still grows. */
final class Stream {
    final int id;
    final List<OperatorFactory> operators = new ArrayList<>();
    final List<Integer> planNodes = new ArrayList<>();
    final Set<Integer> dependencies = new HashSet<>();
    int driverCount;

    Stream(int id, OperatorFactory source, int planNode, int driverCount) {
        this.id = id;
        this.driverCount = driverCount;
        add(source, planNode);
    }

    void add(OperatorFactory operator, int planNode) {
        operators.add(operator);
        planNodes.add(planNode);
    }
}
