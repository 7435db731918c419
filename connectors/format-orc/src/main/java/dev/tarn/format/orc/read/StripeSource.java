package dev.tarn.format.orc.read;

import dev.tarn.format.orc.convert.Conversions;
import dev.tarn.format.orc.convert.NullConverter;
import dev.tarn.format.orc.convert.TextLimit;
import dev.tarn.format.orc.convert.VectorConverter;
import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.format.orc.metadata.OrcMetadata;
import dev.tarn.format.orc.metadata.OrcTypes;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.FilteredColumns;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.TreeReaderFactory;

/**
 * Reads a stripe: the filters' columns first, filter by filter, then the others for the batches of which rows are left.
 */
public final class StripeSource implements BatchSource {
    private static final int MAX_BATCH_ROWS = 1 << 14;

    private final InputFile file;
    private final OrcMetadata metadata;
    private final int rowGroup;
    private final ScanRequest request;
    private final int batchRows;
    private final long stripeRows;
    private final TypeDescription[] stored;
    private final VectorConverter[] converters;
    private final ColumnReader[] readers;
    private final FilteredColumns columns;
    private final boolean[] included;
    private StripeReads reads;
    private CompletableFuture<?> done = CompletableFuture.completedFuture(null);
    private RowGroups groups;
    private boolean started;
    private boolean closed;
    private long row;

    /** Opens a stripe and starts to read it; closes {@code file} when it is closed, or when this fails. */
    public StripeSource(InputFile file, OrcMetadata metadata, int rowGroup, ScanRequest request) {
        int count = request.columns().size();
        this.file = file;
        this.metadata = metadata;
        this.rowGroup = rowGroup;
        this.request = request;
        this.stripeRows = metadata.rowCount(rowGroup);
        this.batchRows = (int) Math.max(
                1,
                Math.min(stripeRows, Math.min(MAX_BATCH_ROWS, request.context().batchSize())));
        this.stored = new TypeDescription[count];
        this.converters = new VectorConverter[count];
        this.readers = new ColumnReader[count];
        this.columns = new FilteredColumns(request, batchRows, this::readColumn);
        this.included = new boolean[metadata.schema().getMaximumId() + 1];
        try {
            for (int i = 0; i < count; i++) {
                openColumn(i);
            }
            boolean any = false;
            for (boolean column : included) {
                any |= column;
            }
            if (any) {
                included[0] = true;
                reads = new StripeReads(file, metadata, rowGroup, included, request.domain(), request.context());
                done = reads.start();
            }
            request.context().metrics().rowsScanned.add(stripeRows);
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    private void openColumn(int index) {
        ScanColumn wanted = request.columns().get(index);
        TypeDescription column = metadata.column(wanted.name());
        if (column == null) {
            converters[index] = new NullConverter(wanted, request.context().allocator());
            return;
        }
        try {
            converters[index] = Conversions.of(
                    column,
                    wanted,
                    metadata.traits().hybridCalendar(),
                    included,
                    request.context().allocator());
            stored[index] = column;
        } catch (TarnException e) {
            throw e.at(place(wanted.name()));
        }
    }

    @Override
    public CompletableFuture<?> blocked() {
        return done;
    }

    @Override
    public Batch next() {
        if (closed) {
            throw new TarnException(ErrorCode.INTERNAL_ERROR, "a closed source was asked for a batch");
        }
        if (!started) {
            start();
            started = true;
        }
        for (row = firstRow(row); row < stripeRows; row = firstRow(row)) {
            int rows = (int) Math.min(batchRows, endRow() - row);
            Batch batch = columns.read(rows);
            row += rows;
            if (batch != null) {
                return batch;
            }
        }
        return null;
    }

    private long firstRow(long from) {
        return groups == null ? from : groups.firstRow(from);
    }

    private long endRow() {
        return groups == null ? stripeRows : groups.endRow(row);
    }

    /** Opens the columns, for which all bytes are there. */
    private void start() {
        try {
            done.join();
            if (reads != null) {
                reads.finish();
            }
        } catch (CompletionException | TarnException e) {
            RuntimeException known = Corrupt.translate(e instanceof TarnException ? e : e.getCause(), "the stripe");
            throw known instanceof TarnException plain ? plain.at(place(null)) : known;
        }
        groups = reads == null ? null : reads.rowGroups();
        if (groups != null) {
            request.context().metrics().rowsScanned.add(groups.rowsLeft() - stripeRows);
        }
        TreeReaderFactory.Context context = null;
        Map<Integer, Integer> uses = new HashMap<>();
        for (TypeDescription column : stored) {
            if (column != null) {
                uses.merge(column.getId(), 1, Integer::sum);
            }
        }
        Map<Integer, TreeColumn> trees = new LinkedHashMap<>();
        for (int i = 0; i < readers.length; i++) {
            ScanColumn wanted = request.columns().get(i);
            TypeDescription column = stored[i];
            try {
                if (column == null || groups == null || groups.isEmpty() || !included[column.getId()]) {
                    readers[i] = new ColumnReader.Converted(null, converters[i]);
                } else if (uses.get(column.getId()) == 1 && isText(column, wanted)) {
                    startText(i, column, wanted);
                } else if (uses.get(column.getId()) == 1 && isDecimal(column, wanted)) {
                    DecimalReader decimals = new DecimalReader(
                            column.getId(), wanted, request.context().allocator());
                    readers[i] = decimals;
                    decimals.start(reads.planner());
                } else if (uses.get(column.getId()) == 1 && isInteger(column, wanted)) {
                    IntegerColumnReader integers = new IntegerColumnReader(
                            column.getId(),
                            converters[i],
                            new NullConverter(wanted, request.context().allocator()));
                    readers[i] = integers;
                    integers.start(reads.planner());
                } else {
                    TreeColumn tree = trees.get(column.getId());
                    if (tree == null) {
                        context = context == null
                                ? TreeColumn.context(metadata.schema(), included, metadata.traits())
                                : context;
                        tree = new TreeColumn(column, context, batchRows, valueLimit());
                        tree.start(reads.planner());
                        trees.put(column.getId(), tree);
                    }
                    readers[i] = new ColumnReader.Converted(tree, converters[i]);
                }
            } catch (IOException | RuntimeException | OutOfMemoryError e) {
                throw positioned(e, wanted);
            }
        }
    }

    /** Returns how many values a batch's lists may have: well compressed, a byte stands for some hundreds. */
    private int valueLimit() {
        long believed = metadata.stripe(rowGroup).getLength() * 512;
        return (int) Math.min(1 << 27, Math.max(1 << 22, believed));
    }

    private static boolean isText(TypeDescription column, ScanColumn wanted) {
        Type type = OrcTypes.typeOf(column);
        return wanted.path().isEmpty()
                && (type.isText() || type.kind() == TypeKind.VARBINARY)
                && (wanted.type().isText() || wanted.type().kind() == TypeKind.VARBINARY);
    }

    private static boolean isInteger(TypeDescription column, ScanColumn wanted) {
        return wanted.path().isEmpty()
                && switch (column.getCategory()) {
                    case SHORT, INT, LONG, DATE -> true;
                    default -> false;
                };
    }

    private boolean isDecimal(TypeDescription column, ScanColumn wanted) {
        return column.getCategory() == TypeDescription.Category.DECIMAL
                && wanted.path().isEmpty()
                && wanted.type().isDecimal()
                && !TreeReaderFactory.isDecimalAsLong(metadata.traits().version(), column.getPrecision());
    }

    private void startText(int index, TypeDescription column, ScanColumn wanted) throws IOException {
        TextLimit limit = TextLimit.between(OrcTypes.typeOf(column), wanted.type());
        TextReader text = new TextReader(
                column.getId(), wanted, limit, stripeRows, request.context().allocator());
        readers[index] = text;
        text.start(reads.planner());
    }

    private Column readColumn(int index, int rows, SelectionVector selected) {
        try {
            return readers[index].read(row, rows, selected, groups);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            throw positioned(e, request.columns().get(index));
        }
    }

    private RuntimeException positioned(Throwable failure, ScanColumn column) {
        RuntimeException known = Corrupt.translate(failure, "the column");
        return known instanceof TarnException plain ? plain.at(place(column.name())) : known;
    }

    private ErrorPosition place(String column) {
        return new ErrorPosition.InFile(file.entry().location().text(), rowGroup, -1, column);
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        try {
            for (int i = 0; i < readers.length; i++) {
                if (readers[i] != null) {
                    readers[i].close();
                }
                if (converters[i] != null) {
                    converters[i].close();
                }
            }
            if (reads != null) {
                reads.close();
            }
        } finally {
            file.close();
        }
    }
}
