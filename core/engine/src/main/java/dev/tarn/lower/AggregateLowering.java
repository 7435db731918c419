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
        Rows input = NestedKeys.canonical(
                planner, planner.lower(aggregate.child()), aggregate.keys(), planner.number(aggregate));
        List<AggregateCall> calls = new ArrayList<>();
        List<PlanColumn> columns = new ArrayList<>();
        aggregate.keys().forEach(key -> columns.add(input.columns().get(key)));
        for (org.apache.calcite.rel.core.AggregateCall call : aggregate.calls()) {
            Call lowered = call(call, input);
            calls.add(lowered.call);
            columns.add(PlanColumn.of(lowered.call.type(), lowered.call.layout(), lowered.range));
        }
        AggregateSpec spec = new AggregateSpec(LocalPlanner.shapes(input), aggregate.keys(), calls);
        HashAggregateBuildFactory sink = new HashAggregateBuildFactory(spec);
        int node = planner.number(aggregate);
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

    private static Call call(org.apache.calcite.rel.core.AggregateCall call, Rows input) {
        AggregateFunction function = function(call);
        Type type = RelTypes.type(call.getType());
        PlanColumn argument = call.getArgList().isEmpty()
                ? null
                : input.columns().get(call.getArgList().get(0));
        Layout layout = type.defaultLayout();
        ValueRange range = ValueRange.ofType(type);
        boolean checked = true;
        requireOrder(function, call, input);
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
        return new Call(new AggregateCall(function, call.getArgList(), filter, type, layout, checked), range);
    }

    /** What picks the least or greatest needs an order of what it compares. */
    private static void requireOrder(
            AggregateFunction function, org.apache.calcite.rel.core.AggregateCall call, Rows input) {
        int compared =
                switch (function) {
                    case MIN, MAX -> 0;
                    case MIN_BY, MAX_BY -> 1;
                    default -> -1;
                };
        if (compared >= 0) {
            NestedKeys.requireOrder(
                    input.columns().get(call.getArgList().get(compared)).type(),
                    "the aggregate " + call.getAggregation().getName().toLowerCase(Locale.ROOT));
        }
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
