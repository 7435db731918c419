package dev.tarn.format.text.delimited;

import dev.tarn.spi.memory.RawMemory;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** Finds the delimiter, the quote and the escape by which the records of a sample have the same number of fields. */
final class DialectSearch {
    private static final int SEARCHED_BYTES = 128 << 10;
    private static final int SEARCHED_ROWS = 1000;
    private static final byte[] DELIMITERS = {',', '\t', '|', ';'};

    private final Sample sample;
    private final byte hinted;
    private final byte lineEnd;

    /** How well a dialect explains the sample. */
    record Fit(Dialect dialect, int columns, int records, int alike, boolean irregular) {
        double share() {
            return records == 0 ? 0 : (double) alike / records;
        }

        boolean isBetterThan(Fit other, byte hinted) {
            if (other == null) {
                return true;
            }
            if (columns > 1 != other.columns > 1) {
                return columns > 1;
            }
            if (Math.abs(share() - other.share()) > 0.001) {
                return share() > other.share();
            }
            if (irregular != other.irregular) {
                return !irregular;
            }
            boolean isHinted = dialect.delimiter()[0] == hinted;
            boolean otherIsHinted = other.dialect.delimiter()[0] == hinted;
            return isHinted != otherIsHinted ? isHinted : columns > other.columns;
        }
    }

    /** Searches; a name's ending decides between dialects that explain the sample equally well. */
    DialectSearch(Sample sample, String plainName) {
        this.sample = sample;
        String name = plainName.toLowerCase(Locale.ROOT);
        this.hinted =
                (byte) (name.endsWith(".tsv") || name.endsWith(".tab") ? '\t' : name.endsWith(".psv") ? '|' : ',');
        this.lineEnd = (byte) (sample.has('\n') || !sample.has('\r') ? '\n' : '\r');
    }

    Fit best() {
        Fit best = bestOf('"', Dialect.NONE);
        if (best.irregular() && sample.has('\\')) {
            Fit escaped = bestOf('"', '\\');
            if (!escaped.irregular() || escaped.share() > best.share()) {
                best = escaped;
            }
        }
        if (!sample.has('"') && sample.has('\'')) {
            Fit single = bestOf('\'', Dialect.NONE);
            if (!single.irregular() && single.isBetterThan(best, hinted) && quotesFields(single)) {
                best = single;
            }
        }
        return best;
    }

    private Fit bestOf(int quote, int escape) {
        Fit best = null;
        for (byte delimiter : DELIMITERS) {
            Fit fit = fit(new Dialect(
                    Dialect.Rules.RFC, new byte[] {delimiter}, quote, escape, lineEnd, new byte[0], true, false));
            if (fit.isBetterThan(best, hinted)) {
                best = fit;
            }
        }
        return best;
    }

    private Fit fit(Dialect dialect) {
        RowIndex index = sample.index(dialect, 0, SEARCHED_BYTES, SEARCHED_ROWS);
        Map<Integer, Integer> counts = new HashMap<>();
        int records = 0;
        for (int row = 0; row < index.rowCount(); row++) {
            int fields = index.rowEnds()[row] - index.rowStarts()[row];
            boolean blank = fields == 1 && index.rowEndAddress(row) - index.rowAddress(row) <= 1;
            if (!blank) {
                records++;
                counts.merge(fields, 1, Integer::sum);
            }
        }
        int columns = 1;
        int alike = 0;
        for (Map.Entry<Integer, Integer> entry : counts.entrySet()) {
            if (entry.getValue() > alike || entry.getValue() == alike && entry.getKey() > columns) {
                alike = entry.getValue();
                columns = entry.getKey();
            }
        }
        return new Fit(dialect, columns, records, alike, index.mayBeIrregular() || index.endsInQuote());
    }

    /** Returns whether single quotes stand around fields, not only within words. */
    private boolean quotesFields(Fit fit) {
        RowIndex index = sample.index(fit.dialect(), 0, SEARCHED_BYTES, SEARCHED_ROWS);
        for (int row = 0; row < index.rowCount(); row++) {
            for (int i = index.rowStarts()[row]; i < index.rowEnds()[row]; i++) {
                long start = index.base() + index.ends()[i] + 1;
                long end = index.base() + index.ends()[i + 1];
                if (end - start >= 2 && RawMemory.getByte(start) == '\'' && RawMemory.getByte(end - 1) == '\'') {
                    return true;
                }
            }
        }
        return false;
    }
}
