package dev.tarn.expr.compile;

import dev.tarn.expr.bind.CompareBinding;
import dev.tarn.expr.bind.Interval;
import dev.tarn.expr.bind.LiteralValues;
import dev.tarn.expr.bind.TextPadding;
import dev.tarn.expr.ir.Expr;
import dev.tarn.expr.ir.Expr.Call;
import dev.tarn.expr.ir.Expr.In;
import dev.tarn.expr.ir.Expr.Literal;
import dev.tarn.expr.ir.ExprShape;
import dev.tarn.expr.ir.ScalarFunction;
import dev.tarn.kernel.LongSet;
import dev.tarn.kernel.text.LikeMatcher;
import dev.tarn.kernel.text.LikePattern;
import dev.tarn.kernel.text.TextMatcher;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.type.Layout;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Finds the conditions on one operand that have filters of their own: texts and sets. */
final class Conditions {
    private Conditions() {}

    /** Makes the filter of a condition over its operand. */
    @FunctionalInterface
    interface PredicateMaker {
        PredicateEvaluator make(ColumnEvaluator operand, boolean negated, BufferAllocator allocator);
    }

    /**
     * A condition that is NULL where its operand is.
     *
     * @param nullUnlessTrue whether it is NULL, not FALSE, where it does not hold
     */
    record Condition(Expr operand, PredicateMaker predicate, boolean nullUnlessTrue) {}

    /** Makes a matcher of texts. */
    @FunctionalInterface
    private interface MatcherMaker {
        TextMatcher make(BufferAllocator allocator);
    }

    /** Returns the condition that an expression is, or null if it is none. */
    static Condition of(Expr expression) {
        if (expression instanceof In in) {
            return membership(in);
        }
        if (!(expression instanceof Call call) || call.operands().size() < 2) {
            return null;
        }
        Expr left = call.operands().get(0);
        Expr right = call.operands().get(1);
        if (left.layout() != Layout.BYTES || left.type().isNested()) {
            return null;
        }
        if (CompareBinding.isComparison(call.function())) {
            if (ExprShape.isValue(right)) {
                return comparison(left, call.function(), bytes((Literal) right));
            }
            return ExprShape.isValue(left)
                    ? comparison(right, CompareBinding.mirror(call.function()), bytes((Literal) left))
                    : null;
        }
        if (!call.operands().stream().skip(1).allMatch(ExprShape::isValue)) {
            return null;
        }
        return switch (call.function()) {
            case LIKE -> like(call);
            case STARTS_WITH -> startsWith(call);
            default -> null;
        };
    }

    /** Returns a text literal's bytes; of CHAR without the padding. */
    static byte[] bytes(Literal literal) {
        return LiteralValues.unpadded(literal);
    }

    private static Condition text(Expr operand, MatcherMaker maker, boolean outside) {
        return new Condition(
                operand,
                (evaluator, negated, allocator) ->
                        new MatchPredicate(evaluator, maker.make(allocator), negated != outside),
                false);
    }

    private static Condition comparison(Expr operand, ScalarFunction function, byte[] bound) {
        return switch (function) {
            case EQUAL -> text(operand, allocator -> new TextMatcher.Equal(allocator, bound), false);
            case NOT_EQUAL -> text(operand, allocator -> new TextMatcher.Equal(allocator, bound), true);
            case LESS_THAN ->
                text(operand, allocator -> new TextMatcher.Interval(allocator, null, false, bound, false), false);
            case LESS_THAN_OR_EQUAL ->
                text(operand, allocator -> new TextMatcher.Interval(allocator, null, false, bound, true), false);
            case GREATER_THAN ->
                text(operand, allocator -> new TextMatcher.Interval(allocator, bound, false, null, false), false);
            default -> text(operand, allocator -> new TextMatcher.Interval(allocator, bound, true, null, false), false);
        };
    }

    private static Condition like(Call call) {
        LikePattern pattern;
        try {
            pattern = LikePattern.parse(
                    string(call.operands().get(1)),
                    call.operands().size() > 2 ? string(call.operands().get(2)) : null);
        } catch (TarnException e) {
            throw e.at(call.position());
        }
        Expr operand = TextPadding.padded(call.operands().get(0));
        boolean isOneText = pattern.anchoredStart()
                && pattern.anchoredEnd()
                && pattern.pieces().stream().noneMatch(LikePattern.Piece::hasWildcards)
                && pattern.pieces().size() <= 1;
        if (isOneText) {
            byte[] text = pattern.pieces().isEmpty()
                    ? new byte[0]
                    : pattern.pieces().get(0).bytes();
            return text(operand, allocator -> new TextMatcher.Equal(allocator, text), false);
        }
        return text(operand, allocator -> new LikeMatcher(allocator, pattern), false);
    }

    private static Condition startsWith(Call call) {
        byte[] prefix = ((ByteText) ((Literal) call.operands().get(1)).value()).bytes();
        LikePattern.Piece piece = new LikePattern.Piece(prefix, new boolean[prefix.length], 0, false);
        LikePattern pattern = prefix.length == 0
                ? new LikePattern(List.of(), false, false)
                : new LikePattern(List.of(piece), true, false);
        return text(
                TextPadding.padded(call.operands().get(0)), allocator -> new LikeMatcher(allocator, pattern), false);
    }

    private static String string(Expr literal) {
        return new String(((ByteText) ((Literal) literal).value()).bytes(), StandardCharsets.UTF_8);
    }

    private static Condition membership(In in) {
        List<Literal> values = in.literals().stream().filter(ExprShape::isValue).toList();
        boolean hasNull = values.size() < in.literals().size();
        Layout layout = in.value().layout();
        return switch (layout) {
            case INT128 -> null;
            case BYTES -> {
                if (in.value().type().isNested()) {
                    yield null;
                }
                List<byte[]> texts = values.stream().map(Conditions::bytes).toList();
                yield new Condition(
                        in.value(),
                        (operand, negated, allocator) ->
                                new MatchPredicate(operand, new TextMatcher.OneOf(allocator, texts), negated),
                        hasNull);
            }
            default -> {
                LongSet members = new LongSet(values.stream()
                        .map(Literal::value)
                        .filter(value -> !(value instanceof Double number) || !number.isNaN())
                        .mapToLong(value -> value instanceof Double number
                                ? Interval.key(layout, number)
                                : LiteralValues.longValue(value))
                        .toArray());
                yield new Condition(
                        in.value(),
                        (operand, negated, allocator) ->
                                RangePredicate.members(operand, layout, members, negated, allocator),
                        hasNull);
            }
        };
    }
}
