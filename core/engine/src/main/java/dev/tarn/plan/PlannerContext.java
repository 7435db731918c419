package dev.tarn.plan;

import org.apache.calcite.rex.RexExecutor;

/**
 * What planning needs from the stages after it.
 *
 * @param folder evaluates constant expressions; leaves those that fail as they are
 */
public record PlannerContext(RexExecutor folder) {}
