package dev.tarn.plan.stats;

import java.util.List;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.util.ImmutableBitSet;

/** Recognises conditions that a hash join can use as keys. */
public final class EquiCondition {
    private EquiCondition() {}

    /**
     * Returns the left side's expression and the right side's, over its own columns, of an equality between the two
     * inputs of a join; null if {@code conjunct} is none.
     */
    public static List<RexNode> sides(RexNode conjunct, int leftFields) {
        if (conjunct.getKind() != SqlKind.EQUALS) {
            return null;
        }
        RexNode a = ((RexCall) conjunct).getOperands().get(0);
        RexNode b = ((RexCall) conjunct).getOperands().get(1);
        ImmutableBitSet aBits = RelOptUtil.InputFinder.bits(a);
        ImmutableBitSet bBits = RelOptUtil.InputFinder.bits(b);
        if (aBits.isEmpty() || bBits.isEmpty()) {
            return null;
        }
        boolean aLeft = aBits.length() <= leftFields;
        boolean bLeft = bBits.length() <= leftFields;
        boolean aRight = aBits.nth(0) >= leftFields;
        boolean bRight = bBits.nth(0) >= leftFields;
        if (aLeft && bRight) {
            return List.of(a, RexUtil.shift(b, -leftFields));
        }
        if (bLeft && aRight) {
            return List.of(b, RexUtil.shift(a, -leftFields));
        }
        return null;
    }
}
