package dev.tarn.format.orc.write;

import org.apache.orc.OrcProto;
import org.apache.orc.util.BloomFilterIO;
import org.apache.orc.util.BloomFilterUtf8;

/** The Bloom filters of a column, one for each entry of its index. */
final class EntryFilters {
    private final BloomFilterUtf8 filter;
    private OrcProto.BloomFilterIndex.Builder index = OrcProto.BloomFilterIndex.newBuilder();

    /**
     * @param values how many a filter is made for
     * @param falsePositives the share of other values that it takes for one of them
     */
    EntryFilters(int values, double falsePositives) {
        filter = new BloomFilterUtf8(values, falsePositives);
    }

    /** Returns the filter of the entry that is not ended yet; always the same. */
    BloomFilterUtf8 current() {
        return filter;
    }

    void endEntry() {
        OrcProto.BloomFilter.Builder builder = OrcProto.BloomFilter.newBuilder();
        BloomFilterIO.serialize(builder, filter);
        index.addBloomFilter(builder);
        filter.reset();
    }

    /** Returns the filters of the stripe's entries and forgets them. */
    OrcProto.BloomFilterIndex endStripe() {
        OrcProto.BloomFilterIndex stripe = index.build();
        index = OrcProto.BloomFilterIndex.newBuilder();
        return stripe;
    }
}
