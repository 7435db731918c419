package dev.tarn.plan.rule.simplify;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.sql.SqlKind;

/**
 * Makes one search of a long list: {@code x = 1 OR x = 2 OR ...}, which an IN of literals is, becomes one SEARCH. Calcite's own
 * simplification arrives at the same, in a time that grows with the square of the list's length.
 */
final class LongLists extends RexShuttle {
    /** What is shorter is left to Calcite, which takes ranges and opposites into account too. */
    private static final int SHORTEST = 32;

    private final RexBuilder rex;

    LongLists(RexBuilder rex) {
        this.rex = rex;
    }

    @Override
    public RexNode visitCall(RexCall call) {
        if (call.getKind() != SqlKind.OR || call.getOperands().size() < SHORTEST || Expressions.isDelicate(call)) {
            return super.visitCall(call);
        }
        Map<RexNode, List<RexNode>> lists = new LinkedHashMap<>();
        List<RexNode> others = new ArrayList<>();
        for (RexNode term : call.getOperands()) {
            if (isEquality(term)) {
                RexCall equality = (RexCall) term;
                lists.computeIfAbsent(equality.getOperands().get(0), value -> new ArrayList<>())
                        .add(equality.getOperands().get(1));
            } else {
                others.add(term.accept(this));
            }
        }
        List<RexNode> terms = new ArrayList<>();
        lists.forEach((value, list) -> terms.add(rex.makeIn(value, list)));
        terms.addAll(others);
        return RexUtil.composeDisjunction(rex, terms);
    }

    private static boolean isEquality(RexNode term) {
        return term.getKind() == SqlKind.EQUALS
                && ((RexCall) term).getOperands().get(1) instanceof RexLiteral literal
                && !literal.isNull()
                && !(((RexCall) term).getOperands().get(0) instanceof RexLiteral);
    }
}
