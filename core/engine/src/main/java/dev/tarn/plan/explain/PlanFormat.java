package dev.tarn.plan.explain;

/** How a plan is written. */
public enum PlanFormat {
    /** A tree, a line a node and further lines for what it does. */
    TEXT,
    JSON,
    /** A graph in the language of Graphviz. */
    GRAPHVIZ
}
