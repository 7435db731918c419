package dev.tarn.format.text.delimited;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/**
 * Finds out from a sample what a file is that nobody declared: its dialect, whether it has a header, the columns' names and
 * types. The same bytes give the same answer.
 */
final class Sniffer {
    static final String SERDE = "org.apache.hadoop.hive.serde2.OpenCSVSerde";
    private static final int MAX_ROWS = 20_000;

    private final Sample sample;
    private final DialectSearch.Fit fit;
    private final RowIndex index;
    private final int rows;
    private final int columns;
    private final TypeGuess[] all;
    private final TypeGuess[] withoutFirst;
    private final String[] firstValues;
    private final List<String> explanation = new ArrayList<>();
    private String headerValue;
    private int headerColumn;

    /** What was found out. */
    record Finding(
            Dialect dialect,
            List<ColumnSchema> columns,
            long headerBytes,
            Inference inference,
            long records,
            long recordBytes,
            boolean irregular) {}

    private Sniffer(Sample sample, DialectSearch.Fit fit) {
        this.sample = sample;
        this.fit = fit;
        this.columns = fit.columns();
        this.index = sample.index(fit.dialect(), 0, sample.length(), MAX_ROWS);
        this.rows = keepRecords();
        this.all = new TypeGuess[columns];
        this.withoutFirst = new TypeGuess[columns];
        this.firstValues = new String[columns];
    }

    /**
     * Finds out.
     *
     * @param plainName the file's name without endings of compression
     */
    static Finding find(Sample sample, String plainName) {
        DialectSearch.Fit fit = new DialectSearch(sample, plainName).best();
        try (BufferAllocator allocator = new RootAllocator()) {
            return new Sniffer(sample, fit).find(allocator);
        }
    }

    /** Drops blank lines and records of another shape, which are for the reader to refuse. */
    private int keepRecords() {
        int kept = 0;
        int[] starts = index.rowStarts();
        int[] ends = index.rowEnds();
        for (int row = 0; row < index.rowCount(); row++) {
            if (ends[row] - starts[row] == columns) {
                starts[kept] = starts[row];
                ends[kept++] = ends[row];
            }
        }
        return kept;
    }

    private Finding find(BufferAllocator allocator) {
        try (FieldSlices fields = new FieldSlices(fit.dialect(), allocator)) {
            for (int column = 0; column < columns; column++) {
                guess(fields, column);
            }
        }
        boolean header = hasHeader();
        TypeGuess[] guesses = header ? withoutFirst : all;
        List<ColumnSchema> schema = new ArrayList<>();
        List<String> names = names(header);
        for (int column = 0; column < columns; column++) {
            schema.add(ColumnSchema.of(names.get(column), guesses[column].type()));
        }
        explain(header, guesses, names);
        long headerBytes = header && rows > 0 ? sample.offsetOf(index.rowEndAddress(0)) + 1 : 0;
        headerBytes = Math.min(headerBytes, sample.length());
        Inference inference = new Inference(SERDE, properties(header), schema, explanation);
        long bytes = Math.max(1, sample.offsetOf(index.position()) - headerBytes);
        return new Finding(
                fit.dialect(),
                schema,
                headerBytes,
                inference,
                Math.max(0, rows - (header ? 1 : 0)),
                bytes,
                index.mayBeIrregular());
    }

    private void guess(FieldSlices fields, int column) {
        all[column] = new TypeGuess();
        withoutFirst[column] = new TypeGuess();
        fields.locate(index, 0, rows, column, null, rows, false, false);
        for (int row = 0; row < rows; row++) {
            int length = fields.lengths[row];
            if (row == 0) {
                firstValues[column] = length < 0 ? null : Sample.text(fields.addresses[row], length);
            }
            if (length > 0) {
                all[column].add(fields.addresses[row], length);
                if (row > 0) {
                    withoutFirst[column].add(fields.addresses[row], length);
                }
            }
        }
    }

    private boolean hasHeader() {
        boolean allText = true;
        for (int column = 0; column < columns; column++) {
            TypeGuess guess = rows > 1 ? withoutFirst[column] : all[column];
            if (guess.isEmpty()) {
                continue;
            }
            Type type = guess.type();
            allText &= type.equals(Type.VARCHAR);
            boolean conflicts =
                    !type.equals(all[column].type()) && all[column].type().equals(Type.VARCHAR);
            if (conflicts && firstValues[column] != null) {
                headerColumn = column;
                headerValue = firstValues[column];
                return true;
            }
        }
        return allText && rows > 0 && areNames();
    }

    /** Returns whether the first record's values are all there, and all different. */
    private boolean areNames() {
        Set<String> seen = new HashSet<>();
        for (String value : firstValues) {
            if (value == null || value.isBlank() || !seen.add(value.toLowerCase(Locale.ROOT))) {
                return false;
            }
        }
        return true;
    }

    private List<String> names(boolean header) {
        List<String> names = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int column = 0; column < columns; column++) {
            String value = header && firstValues[column] != null ? firstValues[column].strip() : "";
            String base = value.isEmpty() ? "column" + column : value;
            String name = base;
            for (int i = 1; !seen.add(name.toLowerCase(Locale.ROOT)); i++) {
                name = base + "_" + i;
            }
            names.add(name);
        }
        return names;
    }

    private Map<String, String> properties(boolean header) {
        Dialect dialect = fit.dialect();
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("separatorChar", String.valueOf((char) dialect.delimiter()[0]));
        properties.put("quoteChar", String.valueOf((char) dialect.quote()));
        properties.put("escapeChar", String.valueOf((char) (dialect.hasEscape() ? dialect.escape() : dialect.quote())));
        properties.put(DelimitedOptions.NULL_FORMAT, "");
        if (dialect.lineEnd() == '\r') {
            properties.put("line.delim", "\r");
        }
        if (header) {
            properties.put(DelimitedOptions.HEADER_LINES, "1");
        }
        return properties;
    }

    private void explain(boolean header, TypeGuess[] guesses, List<String> names) {
        char delimiter = (char) fit.dialect().delimiter()[0];
        String shown = delimiter == '\t' ? "a tab" : "'" + delimiter + "'";
        explanation.add("the delimiter is " + shown + ": " + fit.alike() + " of the first " + fit.records()
                + " records have " + columns + (columns == 1 ? " field" : " fields"));
        explanation.add("the quote is " + (char) fit.dialect().quote()
                + (fit.dialect().hasEscape() ? ", escaped by \\" : ", doubled where it stands for itself"));
        explanation.add(headerReason(header, names));
        explanation.add("the types are those of the first " + Math.max(0, rows - (header ? 1 : 0)) + " records");
        for (int column = 0; column < columns; column++) {
            explanation.add(names.get(column) + " is " + guesses[column].type() + ": " + guesses[column].reason());
        }
    }

    private String headerReason(boolean header, List<String> names) {
        if (!header) {
            return "there is no header: the first record is like the others";
        }
        return headerValue == null
                ? "the first record is a header: all columns are text, and its values are all different"
                : "the first record is a header: '" + headerValue + "' is no "
                        + withoutFirst[headerColumn].type() + ", as the other values of " + names.get(headerColumn)
                        + " are";
    }
}
