package dev.tarn.format.parquet.prune;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ColumnOrders;
import dev.tarn.format.parquet.metadata.PageBounds;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.predicate.Domain;
import java.io.ByteArrayInputStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageLocation;
import shaded.parquet.org.apache.thrift.TConfiguration;
import shaded.parquet.org.apache.thrift.TException;
import shaded.parquet.org.apache.thrift.protocol.TCompactProtocol;
import shaded.parquet.org.apache.thrift.protocol.TProtocol;
import shaded.parquet.org.apache.thrift.transport.TIOStreamTransport;

/** The index of a column chunk's pages: where they are, which rows they have, and between what their values lie. */
public final class PageIndex {
    private PageIndex() {}

    /**
     * A data page.
     *
     * @param offset where its header begins in the file
     * @param length in bytes, its header included
     * @param firstRow the row that it begins with
     * @param endRow the row that the next one begins with
     */
    public record Page(long offset, int length, long firstRow, long endRow) {}

    /** Reads an offset index; returns null if it is none, or contradicts what is known of the chunk: then it helps nobody. */
    public static List<Page> pages(byte[] bytes, ChunkMetadata chunk, long rowCount) {
        List<PageLocation> locations;
        try {
            OffsetIndex index = new OffsetIndex();
            index.read(protocol(bytes));
            locations = index.getPage_locations();
        } catch (TException | RuntimeException e) {
            return null;
        }
        if (locations == null || locations.isEmpty()) {
            return null;
        }
        List<Page> pages = new ArrayList<>();
        long at = chunk.offset();
        for (int i = 0; i < locations.size(); i++) {
            PageLocation location = locations.get(i);
            long first = location.getFirst_row_index();
            boolean isLast = i == locations.size() - 1;
            long end = isLast ? rowCount : locations.get(i + 1).getFirst_row_index();
            long offset = location.getOffset();
            int length = location.getCompressed_page_size();
            boolean whole = offset >= at
                    && length > 0
                    && offset + length <= chunk.offset() + chunk.length()
                    && first < end
                    && end <= rowCount
                    && (i > 0 || first == 0);
            if (!whole) {
                return null;
            }
            pages.add(new Page(offset, length, first, end));
            at = offset + length;
        }
        return pages;
    }

    /** Reads bytes that claim no more elements than there are bytes. */
    private static TProtocol protocol(byte[] bytes) throws TException {
        TConfiguration limits =
                TConfiguration.custom().setMaxMessageSize(bytes.length).build();
        return new TCompactProtocol(new TIOStreamTransport(limits, new ByteArrayInputStream(bytes)));
    }

    /**
     * Returns which pages may have values that a domain allows; null if the index is none, or has another number of pages.
     *
     * @param domain in a type that keeps the column's values
     */
    public static boolean[] mayMatch(
            byte[] bytes, ParquetColumn column, ColumnOrders.Order order, Domain domain, List<Page> pages) {
        ColumnIndex index = new ColumnIndex();
        try {
            index.read(protocol(bytes));
        } catch (TException | RuntimeException e) {
            return null;
        }
        int count = pages.size();
        boolean whole = index.getNull_pagesSize() == count
                && index.getMin_valuesSize() == count
                && index.getMax_valuesSize() == count
                && (!index.isSetNull_counts() || index.getNull_countsSize() == count);
        if (!whole) {
            return null;
        }
        boolean[] may = new boolean[count];
        for (int i = 0; i < count; i++) {
            boolean isNull = index.getNull_pages().get(i);
            long nulls = index.isSetNull_counts() ? index.getNull_counts().get(i) : -1;
            boolean mayBeNull = domain.nullAllowed() && column.optional() && (isNull || nulls != 0);
            may[i] = mayBeNull || !isNull && mayBeValue(index, i, column, order, domain);
        }
        return may;
    }

    private static boolean mayBeValue(
            ColumnIndex index, int page, ParquetColumn column, ColumnOrders.Order order, Domain domain) {
        byte[] min = bytes(index.getMin_values().get(page));
        byte[] max = bytes(index.getMax_values().get(page));
        ColumnStatistics bounds = PageBounds.of(column, order, min, max);
        return domain.overlaps(bounds.min(), bounds.max());
    }

    private static byte[] bytes(ByteBuffer buffer) {
        byte[] copy = new byte[buffer.remaining()];
        buffer.duplicate().get(copy);
        return copy;
    }
}
