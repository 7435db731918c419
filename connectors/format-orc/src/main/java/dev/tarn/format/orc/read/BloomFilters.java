package dev.tarn.format.orc.read;

import dev.tarn.format.orc.metadata.ColumnBounds;
import dev.tarn.format.orc.metadata.FileTraits;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import org.apache.orc.OrcProto;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.OrcIndex;
import org.apache.orc.util.BloomFilter;
import org.apache.orc.util.BloomFilterIO;

/** Asks the Bloom filters of a row index: of integers, dates and texts. */
final class BloomFilters {
    private static final int MAX_VALUES = 256;

    private BloomFilters() {}

    /** Returns whether the values of a domain can be looked up. */
    static boolean canAnswer(TypeDescription column, Domain domain) {
        boolean hashed =
                switch (column.getCategory()) {
                    case BYTE, SHORT, INT, LONG, DATE, STRING, VARCHAR -> true;
                    default -> false;
                };
        return hashed
                && !domain.ranges().isEmpty()
                && domain.ranges().size() <= MAX_VALUES
                && domain.ranges().stream().allMatch(Range::isSingleValue);
    }

    /** Returns false only if no row of a group has one of the domain's values. */
    static boolean mayContain(OrcIndex index, TypeDescription column, int group, FileTraits traits, Domain domain) {
        OrcProto.BloomFilterIndex filters = index.getBloomFilterIndex()[column.getId()];
        if (filters == null || group >= filters.getBloomFilterCount() || !canAnswer(column, domain)) {
            return true;
        }
        OrcProto.Stream.Kind kind = index.getBloomFilterKinds()[column.getId()];
        boolean text = column.getCategory() == TypeDescription.Category.STRING
                || column.getCategory() == TypeDescription.Category.VARCHAR;
        if (text && kind != OrcProto.Stream.Kind.BLOOM_FILTER_UTF8) {
            return true;
        }
        BloomFilter filter = BloomFilterIO.deserialize(
                kind,
                OrcProto.ColumnEncoding.getDefaultInstance(),
                traits.writer(),
                column.getCategory(),
                filters.getBloomFilter(group));
        if (filter == null) {
            return true;
        }
        for (Range range : domain.ranges()) {
            if (mayContain(filter, range.low(), column, traits)) {
                return true;
            }
        }
        return false;
    }

    private static boolean mayContain(BloomFilter filter, Object value, TypeDescription column, FileTraits traits) {
        if (value instanceof Domain.ByteText text) {
            return filter.test(text.bytes());
        }
        long number = (Long) value;
        boolean renamed = column.getCategory() == TypeDescription.Category.DATE
                && traits.hybridCalendar()
                && number < ColumnBounds.SWITCHOVER_DAY;
        return renamed || filter.testLong(number);
    }
}
