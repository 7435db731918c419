package dev.tarn.plan.stats;

import java.util.List;

/** Estimates how much of a product the equalities of a join keep. */
public final class JoinEstimate {
    private JoinEstimate() {}

    /**
     * Returns the share of the product of two relations that has equal keys: one by the larger domain for each key, but by
     * no more than the rows of the smaller table, which then is what they are a key of.
     */
    public static double selectivity(List<ColumnEstimate> left, List<ColumnEstimate> right) {
        if (left.isEmpty()) {
            return 1;
        }
        double domain = 1;
        double leftRows = 1;
        double rightRows = 1;
        for (int i = 0; i < left.size(); i++) {
            domain *= Math.max(left.get(i).domain(), right.get(i).domain());
            leftRows = Math.max(leftRows, left.get(i).originRows());
            rightRows = Math.max(rightRows, right.get(i).originRows());
        }
        domain = Math.min(domain, Math.min(leftRows, rightRows));
        return 1 / Math.max(1, domain);
    }

    /** Returns the share of left rows that have a match on the right. */
    public static double matchedShare(List<ColumnEstimate> left, List<ColumnEstimate> right, double rightRows) {
        double there = 1;
        for (int i = 0; i < left.size(); i++) {
            there *= right.get(i).distinct();
        }
        double domain = 1 / selectivity(left, right);
        there = Math.min(there, rightRows);
        return Math.min(1, there / Math.max(1, domain));
    }
}
