package dev.tarn.plan.explain;

import java.util.List;

/**
 * A step of a plan in words.
 *
 * @param title what it is
 * @param estimatedRows how many rows the planner expects
 * @param columns the names of its columns
 * @param types their types
 * @param details what it does, a line each
 * @param measured what a run gave, a line each; empty for a plan that was not run
 * @param children its inputs
 */
record PlanTree(
        String title,
        double estimatedRows,
        List<String> columns,
        List<String> types,
        List<String> details,
        List<String> measured,
        List<PlanTree> children) {}
