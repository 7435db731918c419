package dev.tarn.plan.stats;

import com.google.common.collect.BoundType;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.calcite.rex.RexCall;
import org.apache.calcite.rex.RexInputRef;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexUnknownAs;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.Sarg;

/** Says which values columns have in the rows that meet a condition, as far as domains can say it. */
public final class DomainExtractor {
    private final List<String> names;
    private final List<Type> types;

    /** Makes an extractor for conditions over columns of these names and types. */
    public DomainExtractor(List<String> names, List<Type> types) {
        this.names = names;
        this.types = types;
    }

    /** Returns a domain that holds every row for which all of {@code conjuncts} are TRUE. */
    public TupleDomain extract(List<RexNode> conjuncts) {
        TupleDomain all = TupleDomain.all();
        for (RexNode conjunct : conjuncts) {
            Map<String, Domain> domains = new LinkedHashMap<>();
            extract(conjunct).forEach((column, domain) -> {
                if (!domain.isAll()) {
                    domains.put(names.get(column), domain);
                }
            });
            all = all.intersect(new TupleDomain(domains));
        }
        return all;
    }

    /** Returns the domains of columns that a condition limits; a column that is not there may have any value. */
    private Map<Integer, Domain> extract(RexNode condition) {
        if (condition instanceof RexInputRef ref && types.get(ref.getIndex()).kind() == TypeKind.BOOLEAN) {
            return Map.of(ref.getIndex(), Domain.values(Type.BOOLEAN, List.of(1L)));
        }
        if (!(condition instanceof RexCall call)) {
            return Map.of();
        }
        switch (call.getKind()) {
            case AND: {
                Map<Integer, Domain> both = new LinkedHashMap<>();
                for (RexNode operand : call.getOperands()) {
                    extract(operand).forEach((column, domain) -> both.merge(column, domain, Domain::intersect));
                }
                return both;
            }
            case OR:
                return union(call);
            case NOT:
                return call.getOperands().get(0) instanceof RexInputRef ref
                                && types.get(ref.getIndex()).kind() == TypeKind.BOOLEAN
                        ? Map.of(ref.getIndex(), Domain.values(Type.BOOLEAN, List.of(0L)))
                        : Map.of();
            case IS_NULL:
                return column(call, Domain::onlyNull);
            case IS_NOT_NULL:
                return column(call, Domain::notNull);
            case SEARCH:
                return search(call);
            case EQUALS, LESS_THAN, LESS_THAN_OR_EQUAL, GREATER_THAN, GREATER_THAN_OR_EQUAL:
                return comparison(call);
            case LIKE:
                return prefix(call);
            default:
                return Map.of();
        }
    }

    private Map<Integer, Domain> column(RexCall call, java.util.function.Function<Type, Domain> domain) {
        return call.getOperands().get(0) instanceof RexInputRef ref
                ? Map.of(ref.getIndex(), domain.apply(types.get(ref.getIndex())))
                : Map.of();
    }

    /** An OR limits a column if each branch does. */
    private Map<Integer, Domain> union(RexCall call) {
        Map<Integer, Domain> either = null;
        for (RexNode operand : call.getOperands()) {
            Map<Integer, Domain> branch = extract(operand);
            if (either == null) {
                either = new LinkedHashMap<>(branch);
            } else {
                either.keySet().retainAll(branch.keySet());
                either.replaceAll((column, domain) -> union(domain, branch.get(column)));
            }
        }
        return either == null ? Map.of() : either;
    }

    /** Unites intervals: sorted, and merged where they touch. */
    private static Domain union(Domain left, Domain right) {
        List<Range> all = new ArrayList<>(left.ranges());
        all.addAll(right.ranges());
        all.sort((a, b) ->
                a.low() == null ? b.low() == null ? 0 : -1 : b.low() == null ? 1 : Domain.compare(a.low(), b.low()));
        List<Range> merged = new ArrayList<>();
        for (Range range : all) {
            Range last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null
                    && (last.high() == null || range.low() == null || Domain.compare(range.low(), last.high()) <= 0)) {
                merged.set(merged.size() - 1, hull(last, range));
            } else {
                merged.add(range);
            }
        }
        return new Domain(left.type(), merged, left.nullAllowed() || right.nullAllowed());
    }

    private static Range hull(Range a, Range b) {
        boolean lowInclusive = a.lowInclusive()
                || b.low() != null && a.low() != null && Domain.compare(a.low(), b.low()) == 0 && b.lowInclusive();
        if (a.high() == null || b.high() == null) {
            return new Range(a.low(), lowInclusive, null, false);
        }
        int order = Domain.compare(a.high(), b.high());
        Object high = order >= 0 ? a.high() : b.high();
        boolean highInclusive =
                order > 0 ? a.highInclusive() : order < 0 ? b.highInclusive() : a.highInclusive() || b.highInclusive();
        return new Range(a.low(), lowInclusive, high, highInclusive);
    }

    private Map<Integer, Domain> search(RexCall call) {
        int column = columnOf(call.getOperands().get(0));
        if (column < 0) {
            return Map.of();
        }
        Type type = types.get(column);
        Sarg<?> sarg = ((RexLiteral) call.getOperands().get(1)).getValueAs(Sarg.class);
        List<Range> ranges = new ArrayList<>();
        for (com.google.common.collect.Range<?> range : sarg.rangeSet.asRanges()) {
            Range low = range.hasLowerBound()
                    ? bound(range.lowerEndpoint(), type, true, range.lowerBoundType() == BoundType.CLOSED)
                    : new Range(null, false, null, false);
            Range high = range.hasUpperBound()
                    ? bound(range.upperEndpoint(), type, false, range.upperBoundType() == BoundType.CLOSED)
                    : new Range(null, false, null, false);
            if (low == null || high == null) {
                return Map.of();
            }
            ranges.add(new Range(low.low(), low.lowInclusive(), high.high(), high.highInclusive()));
        }
        return Map.of(column, new Domain(type, nonEmpty(ranges), sarg.nullAs == RexUnknownAs.TRUE));
    }

    private static List<Range> nonEmpty(List<Range> ranges) {
        List<Range> kept = new ArrayList<>();
        for (Range range : ranges) {
            if (range.low() == null || range.high() == null) {
                kept.add(range);
                continue;
            }
            int order = Domain.compare(range.low(), range.high());
            if (order < 0 || order == 0 && range.lowInclusive() && range.highInclusive()) {
                kept.add(range);
            }
        }
        return kept;
    }

    private Map<Integer, Domain> comparison(RexCall call) {
        RexNode left = call.getOperands().get(0);
        RexNode right = call.getOperands().get(1);
        SqlKind kind = call.getKind();
        if (left instanceof RexLiteral) {
            RexNode swapped = left;
            left = right;
            right = swapped;
            kind = kind.reverse();
        }
        int column = columnOf(left);
        if (column < 0 || !(right instanceof RexLiteral literal)) {
            return Map.of();
        }
        Type type = types.get(column);
        if (literal.isNull()) {
            return Map.of(column, Domain.none(type));
        }
        Object value = literal.getValueAs(Comparable.class);
        Range low = new Range(null, false, null, false);
        Range high = low;
        switch (kind) {
            case EQUALS -> {
                low = bound(value, type, true, true);
                high = bound(value, type, false, true);
            }
            case LESS_THAN -> high = bound(value, type, false, false);
            case LESS_THAN_OR_EQUAL -> high = bound(value, type, false, true);
            case GREATER_THAN -> low = bound(value, type, true, false);
            default -> low = bound(value, type, true, true);
        }
        if (low == null || high == null) {
            return Map.of();
        }
        Range range = new Range(low.low(), low.lowInclusive(), high.high(), high.highInclusive());
        return Map.of(column, new Domain(type, nonEmpty(List.of(range)), false));
    }

    /** {@code LIKE 'abc%'} limits text to what begins with abc. */
    private Map<Integer, Domain> prefix(RexCall call) {
        int column = columnOf(call.getOperands().get(0));
        if (column < 0
                || call.getOperands().size() != 2
                || types.get(column).kind() != TypeKind.VARCHAR
                || !(call.getOperands().get(1) instanceof RexLiteral literal)
                || !(literal.getValueAs(Comparable.class) instanceof NlsString pattern)) {
            return Map.of();
        }
        String text = pattern.getValue();
        int end = 0;
        while (end < text.length() && text.charAt(end) != '%' && text.charAt(end) != '_') {
            end++;
        }
        byte[] low = text.substring(0, end).getBytes(java.nio.charset.StandardCharsets.UTF_8);
        if (low.length == 0) {
            return Map.of();
        }
        byte[] high = low.clone();
        if (high[high.length - 1] == (byte) 0xff) {
            return Map.of();
        }
        high[high.length - 1]++;
        Range range = new Range(new Domain.ByteText(low), true, new Domain.ByteText(high), false);
        return Map.of(column, Domain.of(types.get(column), range));
    }

    /** Returns the column that a node is, perhaps under a cast that keeps all values and their order, or -1. */
    private int columnOf(RexNode node) {
        if (node instanceof RexInputRef ref) {
            return types.get(ref.getIndex()) == null ? -1 : ref.getIndex();
        }
        if (node.getKind() != SqlKind.CAST
                || !(((RexCall) node).getOperands().get(0) instanceof RexInputRef ref)
                || types.get(ref.getIndex()) == null) {
            return -1;
        }
        Type from = types.get(ref.getIndex());
        SqlTypeName to = node.getType().getSqlTypeName();
        boolean widens =
                switch (from.kind()) {
                    case TINYINT, SMALLINT, INTEGER ->
                        to == SqlTypeName.BIGINT
                                || to == SqlTypeName.INTEGER
                                || to == SqlTypeName.DECIMAL && digits(node) >= 10;
                    case BIGINT -> to == SqlTypeName.DECIMAL && digits(node) >= 19;
                    case DECIMAL ->
                        to == SqlTypeName.DECIMAL
                                && node.getType().getScale() >= from.scale()
                                && digits(node) >= from.precision() - from.scale();
                    case VARCHAR ->
                        to == SqlTypeName.VARCHAR
                                && (node.getType().getPrecision() < 0
                                        || node.getType().getPrecision() >= from.precision());
                    default -> false;
                };
        return widens ? ref.getIndex() : -1;
    }

    private static int digits(RexNode node) {
        return node.getType().getPrecision() - node.getType().getScale();
    }

    /** Returns an interval that ends at {@code value}, or null if it cannot be said; rounded where the type is coarser. */
    private static Range bound(Object value, Type type, boolean low, boolean inclusive) {
        Object exact = LiteralValues.toDomain(value, type);
        if (exact != null) {
            return low ? new Range(exact, inclusive, null, false) : new Range(null, false, exact, inclusive);
        }
        if (!(value instanceof BigDecimal number) || !(type.isInteger() || type.isDecimal())) {
            return null;
        }
        // No value of the column lies between this number and the next one of its scale.
        BigInteger rounded = number.setScale(type.scale(), low ? RoundingMode.CEILING : RoundingMode.FLOOR)
                .unscaledValue();
        if (type.isInteger() && rounded.bitLength() > 63) {
            return null;
        }
        Object end = type.isInteger() ? (Object) rounded.longValue() : rounded;
        return low ? new Range(end, true, null, false) : new Range(null, false, end, true);
    }
}
