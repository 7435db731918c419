package dev.tarn.plan.rule.join;

/** What joins cost, in units of one row that is probed in a table that fits the cache. */
public final class JoinCost {
    private static final double CACHED_ROWS = 50_000;
    private static final double NEAR_ROWS = 1_000_000;
    private static final double COMPARE = 0.3;

    private JoinCost() {}

    /** Returns the cost of building a hash table of one side and probing it with the other. */
    public static double hash(double buildRows, double probeRows) {
        double build;
        double probe;
        if (buildRows <= CACHED_ROWS) {
            build = 2;
            probe = 1;
        } else if (buildRows <= NEAR_ROWS) {
            build = 3;
            probe = 1.5;
        } else {
            build = 4;
            probe = 2.5;
        }
        return buildRows * build + probeRows * probe;
    }

    /** Returns the cost of comparing each row of one side with each of the other. */
    public static double nestedLoop(double left, double right) {
        return (left + right) + left * right * COMPARE;
    }
}
