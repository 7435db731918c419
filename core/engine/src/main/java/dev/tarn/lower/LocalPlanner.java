package dev.tarn.lower;

import dev.tarn.catalog.write.TableWrite;
import dev.tarn.exec.operator.filter.FilterOperatorFactory;
import dev.tarn.exec.operator.limit.LimitOperatorFactory;
import dev.tarn.exec.operator.project.ProjectOperatorFactory;
import dev.tarn.exec.operator.scan.DynamicFilterBinding;
import dev.tarn.exec.operator.scan.ScanOperatorFactory;
import dev.tarn.exec.operator.set.RepeatOperatorFactory;
import dev.tarn.exec.operator.share.SharedRowsFactory;
import dev.tarn.exec.operator.sort.SortKey;
import dev.tarn.exec.operator.sort.SortOperatorFactory;
import dev.tarn.exec.operator.sort.TopNOperatorFactory;
import dev.tarn.exec.operator.values.ValuesOperatorFactory;
import dev.tarn.exec.operator.write.WriteOperatorFactory;
import dev.tarn.exec.pipeline.OperatorFactory;
import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.exec.pipeline.QueryContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.ir.Expr;
import dev.tarn.plan.PlannedQuery;
import dev.tarn.plan.physical.DynamicFilter;
import dev.tarn.plan.physical.PhysicalAggregate;
import dev.tarn.plan.physical.PhysicalExpand;
import dev.tarn.plan.physical.PhysicalFilter;
import dev.tarn.plan.physical.PhysicalJoin;
import dev.tarn.plan.physical.PhysicalLimit;
import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalProject;
import dev.tarn.plan.physical.PhysicalRepeat;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalSort;
import dev.tarn.plan.physical.PhysicalTopN;
import dev.tarn.plan.physical.PhysicalUnion;
import dev.tarn.plan.physical.PhysicalUnnest;
import dev.tarn.plan.physical.PhysicalValues;
import dev.tarn.plan.physical.PhysicalWrite;
import dev.tarn.plan.physical.SortColumn;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.split.ReadLimit;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigInteger;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;

/** Turns a physical plan into the pipelines that run it. One use, one thread. */
public final class LocalPlanner {
    /** The plan node of steps that EXPLAIN ANALYZE does not tell of. */
    private static final int UNCOUNTED = -1;

    private final int threads;
    private final ReadLimit readLimit;
    private final RexBuilder rexBuilder;
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final Map<Integer, ScanMetrics> scans = new LinkedHashMap<>();
    private final SharedSubplans shared;
    private final Map<PhysicalNode, SharedRows> sharedRows = new IdentityHashMap<>();
    private final TopNScans topNScans;
    private final PlanNumbers numbers;
    private final JoinLowering joins;
    private final AggregateLowering aggregates;
    private int nextPipeline;

    private LocalPlanner(PhysicalNode root, QueryContext context) {
        this.threads = context.threads();
        this.readLimit = context.readLimit();
        this.rexBuilder = root.getCluster().getRexBuilder();
        this.shared = SharedSubplans.of(root);
        this.topNScans = new TopNScans(shared);
        this.numbers = new PlanNumbers(root, shared);
        this.joins = new JoinLowering(this);
        this.aggregates = new AggregateLowering(this);
    }

    /**
     * Makes the pipelines of a query.
     *
     * @param result the last step, which gets the query's columns, in order if the query has one
     */
    public static LoweredQuery lower(PlannedQuery query, QueryContext context, OperatorFactory result) {
        PhysicalNode root = query.root();
        LocalPlanner planner = new LocalPlanner(root, context);
        Rows rows = planner.lower(root);
        planner.finish(rows, result, planner.number(root));
        return new LoweredQuery(planner.pipelines, planner.scans);
    }

    /**
     * Makes the pipelines of a statement that writes.
     *
     * @param query whose root is a write
     * @param write the write as the catalog knows it
     */
    public static LoweredWrite lower(
            PlannedQuery query, QueryContext context, TableWrite write, long targetFileBytes, Path tempFolder) {
        PhysicalWrite root = (PhysicalWrite) query.root();
        LocalPlanner planner = new LocalPlanner(root, context);
        Rows rows = planner.lower(root.child());
        WriteOperatorFactory sink = new WriteOperatorFactory(
                WriteLowering.spec(root.target(), write, targetFileBytes, tempFolder), shapes(rows));
        List<Integer> first = planner.finish(rows, sink, planner.number(root));
        if (sink.needsSecondStep()) {
            planner.addPipeline(planner.newPipelineId(), sink.secondStep(), planner.number(root), Set.copyOf(first));
        }
        return new LoweredWrite(new LoweredQuery(planner.pipelines, planner.scans), sink.files());
    }

    int threads() {
        return threads;
    }

    int number(PhysicalNode node) {
        return numbers.of(node);
    }

    int newPipelineId() {
        return nextPipeline++;
    }

    /** Adds a pipeline of one step. */
    void addPipeline(int id, OperatorFactory operator, int planNode, Set<Integer> dependencies) {
        pipelines.add(new Pipeline(id, List.of(operator), List.of(planNode), threads, dependencies));
    }

    /** Ends streams in a sink and returns their pipelines. */
    List<Integer> finish(Rows rows, OperatorFactory sink, int planNode) {
        List<Integer> ids = new ArrayList<>();
        for (Stream stream : rows.streams()) {
            stream.add(sink, planNode);
            pipelines.add(new Pipeline(
                    stream.id, stream.operators, stream.planNodes, stream.driverCount, stream.dependencies));
            ids.add(stream.id);
        }
        return ids;
    }

    Stream stream(OperatorFactory source, PhysicalNode node, int drivers) {
        return new Stream(newPipelineId(), source, number(node), drivers);
    }

    static void append(Rows rows, OperatorFactory operator, int planNode) {
        rows.streams().forEach(stream -> stream.add(operator, planNode));
    }

    /** A part of the plan whose rows are kept: who keeps them, and what gives them to it. */
    private record SharedRows(SharedRowsFactory rows, List<Integer> pipelines, Rows lowered) {}

    Rows lower(PhysicalNode node) {
        PhysicalNode original = shared.original(node);
        if (original == null) {
            return lowerAlone(node);
        }
        SharedRows kept = sharedRows.get(original);
        if (kept == null) {
            Rows rows = lowerAlone(original);
            SharedRowsFactory sink = new SharedRowsFactory(shapes(rows));
            kept = new SharedRows(sink, finish(rows, sink, number(original)), rows);
            sharedRows.put(original, kept);
        }
        Stream stream = new Stream(newPipelineId(), kept.rows().newSource(), UNCOUNTED, threads);
        stream.dependencies.addAll(kept.pipelines());
        return new Rows(
                new ArrayList<>(List.of(stream)),
                kept.lowered().columns(),
                kept.lowered().maxRows());
    }

    private Rows lowerAlone(PhysicalNode node) {
        if (node instanceof PhysicalScan scan) {
            return scan(scan);
        }
        if (node instanceof PhysicalFilter filter) {
            return filter(filter);
        }
        if (node instanceof PhysicalProject project) {
            return project(project);
        }
        if (node instanceof PhysicalJoin join) {
            return joins.lower(join);
        }
        if (node instanceof PhysicalAggregate aggregate) {
            return aggregates.lower(aggregate);
        }
        if (node instanceof PhysicalExpand expand) {
            return aggregates.expand(expand);
        }
        if (node instanceof PhysicalSort sort) {
            return sort(sort);
        }
        if (node instanceof PhysicalTopN top) {
            return topN(top);
        }
        if (node instanceof PhysicalLimit limit) {
            return limit(limit);
        }
        if (node instanceof PhysicalUnion union) {
            return union(union);
        }
        if (node instanceof PhysicalRepeat repeat) {
            return repeat(repeat);
        }
        if (node instanceof PhysicalUnnest unnest) {
            return UnnestLowering.lower(this, unnest);
        }
        return values((PhysicalValues) node);
    }

    private Rows scan(PhysicalScan scan) {
        List<ScanColumn> columns = new ArrayList<>();
        List<PlanColumn> all = new ArrayList<>();
        for (ColumnSchema column : scan.columns()) {
            ValueRange range = ScanBounds.of(column.type(), scan.statistics().column(column.name()));
            Layout layout = column.type().isDecimal()
                    ? range.decimalLayout()
                    : column.type().defaultLayout();
            columns.add(new ScanColumn(column.name(), column.type(), layout));
            all.add(PlanColumn.of(column.type(), layout, range));
        }
        RexTranslator translator = translator(all);
        List<Expr> filters = scan.filters().stream()
                .map(node -> translator.translate(node).expr())
                .toList();
        List<DynamicFilterBinding> dynamic = new ArrayList<>(topNScans.filters(scan, all));
        List<Integer> dependencies = new ArrayList<>();
        for (DynamicFilter filter : scan.dynamicFilters()) {
            KeyFilterAdapter adapter =
                    new KeyFilterAdapter(all.get(filter.columnIndex()).shape());
            if (joins.register(filter, adapter, dependencies)) {
                dynamic.add(new DynamicFilterBinding(filter.columnIndex(), adapter));
            }
        }
        ScanMetrics metrics = new ScanMetrics(readLimit);
        metrics.rowsExpected.add(scan.statistics().rowCount());
        scans.put(number(scan), metrics);
        int[] outputs = scan.outputs().stream().mapToInt(Integer::intValue).toArray();
        OperatorFactory source = new ScanOperatorFactory(
                scan.table(), scan.predicate(), columns, filters, dynamic, outputs, metrics, false);
        Stream stream = stream(source, scan, threads);
        stream.dependencies.addAll(dependencies);
        List<PlanColumn> delivered = scan.outputs().stream().map(all::get).toList();
        return new Rows(new ArrayList<>(List.of(stream)), delivered, ScanBounds.maxRows(scan.statistics()));
    }

    private Rows filter(PhysicalFilter filter) {
        Rows input = lower(filter.child());
        RexTranslator translator = translator(input.columns());
        List<Expr> conjuncts = filter.conjuncts().stream()
                .map(node -> translator.translate(node).expr())
                .toList();
        append(input, new FilterOperatorFactory(conjuncts), number(filter));
        return input;
    }

    private Rows project(PhysicalProject project) {
        Rows input = lower(project.child());
        List<RangedExpr> translated = new ArrayList<>();
        RexTranslator translator = translator(input.columns());
        project.expressions().forEach(expression -> translated.add(translator.translate(expression)));
        return project(input, translated, number(project));
    }

    /** Adds a projection. */
    Rows project(Rows input, List<RangedExpr> expressions, int planNode) {
        append(
                input,
                new ProjectOperatorFactory(
                        expressions.stream().map(RangedExpr::expr).toList()),
                planNode);
        return input.withColumns(expressions.stream().map(PlanColumn::of).toList());
    }

    /** Returns a column of {@code columns} as an expression. */
    private static RangedExpr column(List<PlanColumn> columns, int index) {
        PlanColumn column = columns.get(index);
        return new RangedExpr(new Expr.InputRef(index, column.type(), column.layout()), column.range());
    }

    /** Makes a translator of expressions over {@code columns}. */
    RexTranslator translator(List<PlanColumn> columns) {
        List<RangedExpr> inputs = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            inputs.add(column(columns, i));
        }
        return new RexTranslator(rexBuilder, inputs);
    }

    static List<ColumnShape> shapes(Rows rows) {
        return rows.columns().stream().map(PlanColumn::shape).toList();
    }

    private Rows sort(PhysicalSort sort) {
        Ordered ordered = ordered(lower(sort.child()), sort.keys(), sort);
        SortOperatorFactory sink = new SortOperatorFactory(shapes(ordered.rows), ordered.keys);
        return sorted(sort, ordered, sink, sink.source());
    }

    private Rows topN(PhysicalTopN top) {
        PhysicalScan boundedScan = topNScans.find(top);
        Ordered ordered = ordered(lower(top.child()), top.keys(), top);
        List<ColumnShape> shapes = shapes(ordered.rows);
        TopNOperatorFactory sink = new TopNOperatorFactory(shapes, ordered.keys, top.limit());
        topNScans.connect(boundedScan, sink, shapes.get(ordered.keys.get(0).columnIndex()));
        return sorted(top, ordered, sink, sink.source());
    }

    private Rows sorted(PhysicalNode node, Ordered input, OperatorFactory sink, OperatorFactory source) {
        Stream stream = stream(source, node, 1);
        stream.dependencies.addAll(finish(input.rows, sink, number(node)));
        Rows sorted = new Rows(new ArrayList<>(List.of(stream)), input.rows.columns(), input.rows.maxRows());
        return NestedKeys.firstColumns(this, sorted, input.width, number(node));
    }

    /** Rows with the columns by which they are sorted; the first {@code width} columns are those that are wanted. */
    private record Ordered(Rows rows, List<SortKey> keys, int width) {}

    private Ordered ordered(Rows input, List<SortColumn> columns, PhysicalNode node) {
        Rows rows = input;
        int width = input.columns().size();
        List<SortKey> keys = new ArrayList<>();
        for (SortColumn column : columns) {
            int index = column.columnIndex();
            if (rows.columns().get(index).type().isNested()) {
                rows = NestedKeys.withOrder(this, rows, index, false, "ORDER BY", number(node));
                index = rows.columns().size() - 1;
            }
            keys.add(new SortKey(index, column.descending(), column.nullsFirst()));
        }
        return new Ordered(rows, keys, width);
    }

    private Rows limit(PhysicalLimit limit) {
        Rows input = lower(limit.child());
        long most = limit.limit() == Long.MAX_VALUE ? LimitOperatorFactory.NO_LIMIT : limit.limit();
        append(input, new LimitOperatorFactory(limit.offset(), most), number(limit));
        return input;
    }

    private Rows union(PhysicalUnion union) {
        List<Rows> inputs = new ArrayList<>();
        union.children().forEach(child -> inputs.add(lower(child)));
        int width = inputs.get(0).columns().size();
        List<PlanColumn> columns = new ArrayList<>();
        for (int i = 0; i < width; i++) {
            columns.add(widest(inputs, i));
        }
        List<Stream> streams = new ArrayList<>();
        BigInteger most = BigInteger.ZERO;
        for (Rows input : inputs) {
            streams.addAll(inShapes(input, columns, number(union)).streams());
            most = most == null || input.maxRows() == null ? null : most.add(input.maxRows());
        }
        return new Rows(streams, columns, most);
    }

    private static PlanColumn widest(List<Rows> inputs, int column) {
        PlanColumn widest = inputs.get(0).columns().get(column);
        ValueRange range = widest.range();
        Layout layout = widest.layout();
        Type type = widest.type();
        for (Rows input : inputs) {
            PlanColumn other = input.columns().get(column);
            range = range == null || other.range() == null ? null : range.union(other.range());
            layout = other.layout() == Layout.INT128 ? Layout.INT128 : layout;
            type = other.type().precision() > type.precision() ? other.type() : type;
        }
        return PlanColumn.of(type, layout, range);
    }

    /** Casts columns to the layouts of {@code wanted}. */
    Rows inShapes(Rows input, List<PlanColumn> wanted, int planNode) {
        boolean same = true;
        List<RangedExpr> expressions = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            same &= input.columns().get(i).layout() == wanted.get(i).layout();
            expressions.add(Coercion.withLayout(
                    column(input.columns(), i), wanted.get(i).layout()));
        }
        return same ? input : project(input, expressions, planNode);
    }

    private Rows repeat(PhysicalRepeat repeat) {
        Rows input = lower(repeat.child());
        append(input, new RepeatOperatorFactory(shapes(input), repeat.countColumn()), number(repeat));
        List<PlanColumn> columns = new ArrayList<>(input.columns());
        columns.remove(repeat.countColumn());
        return new Rows(input.streams(), columns, null);
    }

    private Rows values(PhysicalValues values) {
        int width = values.columnCount();
        List<PlanColumn> columns = new ArrayList<>();
        List<List<RangedExpr>> rows = new ArrayList<>();
        RexTranslator translator = translator(List.of());
        for (List<RexLiteral> row : values.rows()) {
            List<RangedExpr> translated = new ArrayList<>();
            for (RexNode literal : row) {
                translated.add(translator.translate(literal));
            }
            rows.add(translated);
        }
        for (int i = 0; i < width; i++) {
            columns.add(ValuesShapes.column(values.columnTypes().get(i), rows, i));
        }
        OperatorFactory source = new ValuesOperatorFactory(
                columns.stream().map(PlanColumn::shape).toList(), ValuesShapes.literals(columns, rows));
        Stream stream = stream(source, values, 1);
        return new Rows(new ArrayList<>(List.of(stream)), columns, BigInteger.valueOf(rows.size()));
    }
}
