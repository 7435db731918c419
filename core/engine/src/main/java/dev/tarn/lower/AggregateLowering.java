package dev.tarn.lower;

import dev.tarn.exec.operator.aggregate.AggregateCall;
import dev.tarn.exec.operator.aggregate.AggregateSpec;
import dev.tarn.exec.operator.aggregate.ExpandOperatorFactory;
import dev.tarn.exec.operator.aggregate.HashAggregateBuildFactory;
import dev.tarn.exec.operator.aggregate.HashAggregateMergeFactory;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.ir.AggregateFunction;
import dev.tarn.plan.physical.PhysicalAggregate;
import dev.tarn.plan.physical.PhysicalExpand;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.KernelAggregate;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Lowers aggregates: bounds of an argument and of the number of rows say which sums fit 64 bits. */
final class AggregateLowering {
    private final LocalPlanner planner;

    AggregateLowering(LocalPlanner planner) {
        this.planner = planner;
    }

    /** A call and the bounds of its results. */
    private record Call(AggregateCall call, ValueRange range) {}

    Rows lower(PhysicalAggregate aggregate) {
        int node = planner.number(aggregate);
        Rows input = NestedKeys.canonical(planner, planner.lower(aggregate.child()), aggregate.keys(), node);
        List<AggregateCall> calls = new ArrayList<>();
        List<PlanColumn> columns = new ArrayList<>();
        for (int key : aggregate.keys()) {
            columns.add(input.columns().get(key));
        }
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.calls()) {
            Ordered ordered = ordered(input, call, node);
            input = ordered.rows;
            Call lowered = call(call, ordered);
            calls.add(lowered.call);
            columns.add(PlanColumn.of(lowered.call.type(), lowered.call.layout(), lowered.range));
        }
        AggregateSpec spec = new AggregateSpec(LocalPlanner.shapes(input), aggregate.keys(), calls);
        HashAggregateBuildFactory sink = new HashAggregateBuildFactory(spec);
        Stream stream = planner.stream(new HashAggregateMergeFactory(sink), aggregate, planner.threads());
        stream.dependencies.addAll(planner.finish(input, sink, node));
        BigInteger most = aggregate.keys().isEmpty() ? BigInteger.ONE : input.maxRows();
        return new Rows(new ArrayList<>(List.of(stream)), columns, most);
    }

    private static AggregateFunction function(org.apache.calcite.rel.core.AggregateCall call) {
        if (call.getAggregation() instanceof KernelAggregate aggregate) {
            return aggregate.kernel();
        }
        return switch (call.getAggregation().getKind()) {
            case COUNT -> call.getArgList().isEmpty() ? AggregateFunction.COUNT_ALL : AggregateFunction.COUNT;
            case SUM, SUM0 -> AggregateFunction.SUM;
            case AVG -> AggregateFunction.AVG;
            case MIN -> AggregateFunction.MIN;
            case MAX -> AggregateFunction.MAX;
            case SINGLE_VALUE -> AggregateFunction.SINGLE_VALUE;
            case ANY_VALUE -> AggregateFunction.ANY_VALUE;
            default ->
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "the aggregate " + call.getAggregation().getName());
        };
    }

    private static Call call(org.apache.calcite.rel.core.AggregateCall call, Ordered ordered) {
        Rows input = ordered.rows;
        AggregateFunction function = ordered.function;
        Type type = RelTypes.type(call.getType());
        PlanColumn argument =
                ordered.arguments.isEmpty() ? null : input.columns().get(ordered.arguments.get(0));
        Layout layout = type.defaultLayout();
        ValueRange range = ValueRange.ofType(type);
        boolean checked = true;
        switch (function) {
            case SUM, AVG:
                if (argument.range() != null) {
                    ValueRange sum = input.maxRows() == null ? null : sum(argument.range(), input.maxRows());
                    boolean fits = sum != null && sum.fitsLong() && argument.layout() != Layout.INT128;
                    checked = !fits;
                    if (function == AggregateFunction.SUM) {
                        range = sum == null ? range : range.narrow(sum);
                        layout = type.isDecimal() ? fits ? Layout.LONG : Layout.INT128 : layout;
                    } else if (type.isDecimal()) {
                        range = argument.range();
                        layout = argument.layout();
                    }
                }
                break;
            case COUNT, COUNT_ALL, COUNT_IF:
                range = new ValueRange(
                        BigInteger.ZERO,
                        input.maxRows() == null ? range.high() : input.maxRows().min(range.high()));
                break;
            case MIN, MAX, ANY_VALUE, SINGLE_VALUE, MIN_BY, MAX_BY:
                type = argument.type();
                layout = argument.layout();
                range = argument.range();
                break;
            default:
                break;
        }
        int filter = call.hasFilter() ? call.filterArg : AggregateCall.NO_FILTER;
        return new Call(new AggregateCall(function, ordered.arguments, filter, type, layout, checked), range);
    }

    /** A call whose arguments are columns of {@link #rows}, and the function that computes it. */
    private record Ordered(Rows rows, AggregateFunction function, List<Integer> arguments) {}

    /** Gives what picks the least or greatest nested value a column that has their order. */
    private Ordered ordered(Rows rows, org.apache.calcite.rel.core.AggregateCall call, int node) {
        AggregateFunction function = function(call);
        List<Integer> arguments = call.getArgList();
        boolean isBy = function == AggregateFunction.MIN_BY || function == AggregateFunction.MAX_BY;
        boolean least = function == AggregateFunction.MIN || function == AggregateFunction.MIN_BY;
        if (!isBy && !least && function != AggregateFunction.MAX) {
            return new Ordered(rows, function, arguments);
        }
        int compared = arguments.get(isBy ? 1 : 0);
        if (!rows.columns().get(compared).type().isNested()) {
            return new Ordered(rows, function, arguments);
        }
        String name = "the aggregate " + call.getAggregation().getName().toLowerCase(Locale.ROOT);
        Rows wider = NestedKeys.withOrder(planner, rows, compared, !least, name, node);
        return new Ordered(
                wider,
                least ? AggregateFunction.MIN_BY : AggregateFunction.MAX_BY,
                List.of(arguments.get(0), wider.columns().size() - 1));
    }

    private static ValueRange sum(ValueRange value, BigInteger count) {
        return new ValueRange(
                value.low().min(BigInteger.ZERO).multiply(count),
                value.high().max(BigInteger.ZERO).multiply(count));
    }

    Rows expand(PhysicalExpand expand) {
        Rows input = planner.lower(expand.child());
        LocalPlanner.append(
                input,
                new ExpandOperatorFactory(LocalPlanner.shapes(input), expand.keys(), expand.groupingSets()),
                planner.number(expand));
        List<PlanColumn> columns = new ArrayList<>(input.columns());
        int sets = expand.groupingSets().size();
        columns.add(new PlanColumn(ColumnShape.of(Type.INTEGER), ValueRange.of(0, sets)));
        BigInteger most = input.maxRows() == null ? null : input.maxRows().multiply(BigInteger.valueOf(sets));
        return new Rows(input.streams(), columns, most);
    }
}
