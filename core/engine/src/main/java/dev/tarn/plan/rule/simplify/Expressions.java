package dev.tarn.plan.rule.simplify;

import dev.tarn.sql.function.Lambda;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.IntUnaryOperator;
import org.apache.calcite.plan.RelOptPredicateList;
import org.apache.calcite.plan.RelOptUtil;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexExecutor;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.rex.RexSimplify;
import org.apache.calcite.rex.RexUtil;
import org.apache.calcite.rex.RexVisitorImpl;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.sql.type.SqlTypeUtil;
import org.apache.calcite.util.NlsString;

/** Rewrites expressions without changing their value. */
public final class Expressions {
    private Expressions() {}

    /** Replaces column i by {@code values.get(i)}. */
    public static RexNode substitute(RexNode node, List<RexNode> values) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return values.get(ref.getIndex());
            }
        });
    }

    /** Renumbers columns. */
    public static RexNode mapColumns(RexNode node, IntUnaryOperator map) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitInputRef(RexInputRef ref) {
                return new RexInputRef(map.applyAsInt(ref.getIndex()), ref.getType());
            }
        });
    }

    /** Drops casts that only change whether NULL is allowed. */
    public static RexNode withoutNullabilityCasts(RexNode node) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                if (visited.getKind() == SqlKind.CAST) {
                    RexNode operand = ((RexCall) visited).getOperands().get(0);
                    if (SqlTypeUtil.equalSansNullability(visited.getType(), operand.getType())) {
                        return operand;
                    }
                }
                return visited;
            }
        });
    }

    /** Folds constants and simplifies, keeping the type. */
    public static RexNode simplify(RexNode node, RexBuilder rex, RexExecutor folder) {
        if (!(node instanceof RexCall)) {
            return node;
        }
        RexNode folded = fold(node, rex, folder).accept(new LongLists(rex));
        return isDelicate(folded)
                ? folded
                : new RexSimplify(rex, RelOptPredicateList.EMPTY, folder).simplifyPreservingType(folded);
    }

    /**
     * Returns whether Calcite's rules do not hold for an expression: of NaN neither a comparison nor its opposite is TRUE,
     * a nested value with a NULL within does not equal itself, text has another order, and the branches of a CASE that become AND and OR may be evaluated for rows that do not take them.
     */
    static boolean isDelicate(RexNode node) {
        boolean[] found = new boolean[1];
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                boolean choice =
                        call.getKind() == SqlKind.CASE && call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN;
                found[0] |= choice
                        || call.getType().getSqlTypeName() == SqlTypeName.BOOLEAN
                                && call.getOperands().stream().anyMatch(Expressions::isDelicateOperand);
                return found[0] ? null : super.visitCall(call);
            }

            @Override
            public Void visitLiteral(RexLiteral literal) {
                // Calcite compares text by UTF-16, in which such characters come before others that they come after.
                found[0] |= literal.getValueAs(Comparable.class) instanceof NlsString text
                        && text.getValue().chars().anyMatch(unit -> Character.isSurrogate((char) unit));
                return null;
            }
        });
        return found[0];
    }

    private static boolean isDelicateOperand(RexNode operand) {
        SqlTypeName type = operand.getType().getSqlTypeName();
        return SqlTypeName.APPROX_TYPES.contains(type)
                || type == SqlTypeName.ARRAY
                || type == SqlTypeName.MAP
                || type == SqlTypeName.ROW;
    }

    /** Replaces calls of literals by their values, where they have one. */
    public static RexNode fold(RexNode node, RexBuilder rex, RexExecutor folder) {
        return node.accept(new RexShuttle() {
            @Override
            public RexNode visitCall(RexCall call) {
                RexNode visited = super.visitCall(call);
                // Calcite's simplification takes no pattern that is NULL.
                if (visited.getKind() == SqlKind.LIKE
                        && ((RexCall) visited).getOperands().stream().anyMatch(RexLiteral::isNullLiteral)) {
                    return rex.makeNullLiteral(visited.getType());
                }
                if (!(visited instanceof RexCall folded)
                        || folded.getOperands().isEmpty()
                        || folded.getKind() == SqlKind.SEARCH
                        || folded.getOperator() instanceof Lambda
                        || !folded.getOperands().stream().allMatch(RexLiteral.class::isInstance)
                        || !RexUtil.isDeterministic(folded)) {
                    return visited;
                }
                List<RexNode> values = new ArrayList<>();
                folder.reduce(rex, List.of(folded), values);
                RexNode value = values.get(0);
                boolean same =
                        value.getType().getSqlTypeName() == folded.getType().getSqlTypeName();
                return same ? value : visited;
            }
        });
    }

    private static boolean containsCase(RexNode node) {
        boolean[] found = new boolean[1];
        node.accept(new RexVisitorImpl<Void>(true) {
            @Override
            public Void visitCall(RexCall call) {
                found[0] |= call.getKind() == SqlKind.CASE;
                return found[0] ? null : super.visitCall(call);
            }
        });
        return found[0];
    }

    /**
     * Simplifies conditions that must all be TRUE: what all branches of an OR share comes out of it, ranges of one column
     * become one condition.
     *
     * @return the conditions; a single FALSE if they contradict each other
     */
    public static List<RexNode> simplifyConjunction(List<RexNode> conjuncts, RexBuilder rex, RexExecutor folder) {
        RexSimplify simplify = new RexSimplify(rex, RelOptPredicateList.EMPTY, folder);
        Set<RexNode> flat = new LinkedHashSet<>();
        Set<RexNode> delicate = new LinkedHashSet<>();
        for (RexNode conjunct : conjuncts) {
            RexNode folded = fold(conjunct, rex, folder).accept(new LongLists(rex));
            if (folded.isAlwaysFalse() || RexLiteral.isNullLiteral(folded)) {
                return List.of(rex.makeLiteral(false));
            }
            RexNode factored = folded.getKind() == SqlKind.OR ? RexUtil.pullFactors(rex, folded) : folded;
            for (RexNode part : RelOptUtil.conjunctions(factored)) {
                if (isDelicate(part)) {
                    delicate.add(part);
                } else if (containsCase(part)) {
                    // By itself first: Calcite takes no conjunction in which a CASE turns out to be NULL on the way.
                    flat.addAll(RelOptUtil.conjunctions(simplify.simplifyUnknownAsFalse(part)));
                } else {
                    flat.add(part);
                }
            }
        }
        RexNode simplified = simplify.simplifyUnknownAsFalse(RexUtil.composeConjunction(rex, flat));
        if (simplified.isAlwaysFalse() || RexLiteral.isNullLiteral(simplified)) {
            return List.of(rex.makeLiteral(false));
        }
        List<RexNode> result = new ArrayList<>();
        for (RexNode conjunct : RelOptUtil.conjunctions(simplified)) {
            if (!conjunct.isAlwaysTrue()) {
                result.add(conjunct);
            }
        }
        result.addAll(delicate);
        return result;
    }
}
