package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.FileTraits;
import java.io.IOException;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.io.filter.FilterContext;
import org.apache.orc.Reader;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.SchemaEvolution;
import org.apache.orc.impl.TreeReaderFactory;
import org.apache.orc.impl.reader.ReaderEncryption;
import org.apache.orc.impl.reader.StripePlanner;
import org.apache.orc.impl.reader.tree.TypeReader;

/** A column that orc-core's decoders read into a vector. */
final class TreeColumn extends StripeColumn {
    private static final FilterContext ALL_ROWS = new FilterContext() {
        @Override
        public void reset() {}

        @Override
        public boolean isSelectedInUse() {
            return false;
        }

        @Override
        public int[] getSelected() {
            return new int[0];
        }

        @Override
        public int getSelectedSize() {
            return 0;
        }
    };

    private final TypeReader reader;
    private final ColumnVector vector;
    private final int maxRows;
    private final boolean skipsByReading;
    private long vectorRow = -1;

    /**
     * @param maxRows the most rows that are read at once
     * @param valueLimit the most values that the lists or maps of these rows are believed to have together
     */
    TreeColumn(TypeDescription type, TreeReaderFactory.Context context, int maxRows, int valueLimit)
            throws IOException {
        super(type.getId());
        this.reader = TreeReaderFactory.createTreeReader(type, context);
        this.vector = Vectors.of(type, maxRows, valueLimit);
        this.maxRows = maxRows;
        this.skipsByReading = hasBytes(type);
    }

    /** Makes what readers of a file's columns have in common; only {@code included} columns are read. */
    static TreeReaderFactory.Context context(TypeDescription schema, boolean[] included, FileTraits traits) {
        return new TreeReaderFactory.ReaderContext()
                .setSchemaEvolution(new SchemaEvolution(schema, null, new Reader.Options().include(included)))
                .skipCorrupt(false)
                .useUTCTimestamp(true)
                .writerTimeZone("UTC")
                .fileFormat(traits.version())
                .setProlepticGregorian(false, false)
                .setEncryption(new ReaderEncryption());
    }

    /** Returns whether there are values that orc-core skips without an end when their lengths are wrong. */
    private static boolean hasBytes(TypeDescription type) {
        return switch (type.getCategory()) {
            case STRING, CHAR, VARCHAR, BINARY, Geometry, Geography -> true;
            case LIST, MAP, STRUCT, UNION ->
                type.getChildren() != null && type.getChildren().stream().anyMatch(TreeColumn::hasBytes);
            default -> false;
        };
    }

    @Override
    void start(StripePlanner planner) throws IOException {
        reader.startStripe(planner, TypeReader.ReadPhase.ALL);
    }

    @Override
    void skip(long rows) throws IOException {
        if (!skipsByReading) {
            reader.skipRows(rows, TypeReader.ReadPhase.ALL);
            return;
        }
        for (long left = rows; left > 0; left -= maxRows) {
            next((int) Math.min(left, maxRows));
        }
    }

    @Override
    void seek(RowGroups.IndexPositions[] positions) throws IOException {
        reader.seek(positions, TypeReader.ReadPhase.ALL);
    }

    /** Returns the vector of rows that begin at {@code row}, read once. */
    ColumnVector read(long row, int rows, RowGroups groups) throws IOException {
        if (vectorRow != row) {
            moveTo(row, groups);
            next(rows);
            movedTo(row + rows);
            vectorRow = row;
        }
        return vector;
    }

    private void next(int rows) throws IOException {
        vectorRow = -1;
        vector.reset();
        reader.nextVector(vector, null, rows, ALL_ROWS, TypeReader.ReadPhase.ALL);
    }
}
