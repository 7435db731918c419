package dev.tarn.format.parquet.write.encode;

import dev.tarn.format.parquet.prune.BloomFilterBuilder;
import dev.tarn.spi.batch.Column;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.parquet.format.Encoding;

/**
 * Encodes by a dictionary as long as that pays: a chunk begins with one, gives it up after the first page if that page is
 * smaller without, and later where the dictionary grows beyond its limit; pages from then on are PLAIN.
 */
abstract class DictionaryEncoder extends ValueEncoder {
    protected final Scratch scratch;
    /** The page's values as PLAIN has them, while no dictionary is used. */
    protected final NativeBuffer plain;

    protected final BloomFilterBuilder bloom;
    private final EncodeOptions options;
    private final BoundsCollector bounds;
    private final List<Encoding> encodings = new ArrayList<>();
    /** The page's codes, while a dictionary is used. */
    protected int[] codes = new int[64];

    protected int codeCount;
    private boolean usesDictionary;
    private int dictionaryPages;
    private int pages;
    private Bounds pageBounds;
    /** By code, the number of the last page that it was seen in. */
    private int[] seenIn = new int[64];

    private int pageNumber;
    /** The dictionary of the batches whose codes {@link #ours} knows. */
    private long incomingId;
    /** Our code by the batches' code; -1 where there is none yet. */
    private int[] ours = new int[0];

    protected DictionaryEncoder(Scratch scratch, EncodeOptions options, BoundsCollector bounds) {
        this.scratch = scratch;
        this.options = options;
        this.bounds = bounds;
        this.plain = new NativeBuffer(scratch.allocator());
        this.bloom = options.bloomFilter() ? new BloomFilterBuilder(options.falsePositives()) : null;
        this.usesDictionary = options.dictionary();
    }

    protected abstract int dictionaryEntries();

    protected abstract long dictionaryBytes();

    protected abstract void writeEntries(NativeBuffer out);

    protected abstract void clearEntries();

    protected abstract long dictionaryMemory();

    /** Appends the values of the page's codes to {@link #plain}. */
    protected abstract void decodePage();

    /** Returns the bytes that the page's codes take as PLAIN values. */
    protected abstract long decodedBytes();

    /** Takes an entry of the dictionary for the page's bounds. */
    protected abstract void addBounds(int code);

    /** Takes all entries of the dictionary for the Bloom filter. */
    protected abstract void addDictionaryToBloom();

    /** Takes over what the codes of batches mean, valid with the batch. */
    protected abstract void takeIncoming(Column entries);

    /** Returns our code for one of the batches', a new one if need be. */
    protected abstract int codeOf(Column entries, int theirs);

    /** Appends the values of the batches' codes one by one. */
    protected abstract void appendDecoded(Column entries, int[] theirs, int count);

    @Override
    public final void appendCodes(Column column, int[] theirs, int count) {
        Column entries = column.dictionary();
        if (incomingId != column.dictionaryId()) {
            incomingId = column.dictionaryId();
            if (ours.length < entries.rowCount()) {
                ours = new int[entries.rowCount()];
            }
            Arrays.fill(ours, -1);
            takeIncoming(entries);
        }
        if (!usesDictionary) {
            appendDecoded(entries, theirs, count);
            return;
        }
        ensureCodes(count);
        for (int i = 0; i < count; i++) {
            int code = ours[theirs[i]];
            if (code < 0) {
                code = codeOf(entries, theirs[i]);
                ours[theirs[i]] = code;
            }
            codes[codeCount + i] = code;
        }
        codeCount += count;
        checkDictionary();
    }

    private void clearDictionary() {
        clearEntries();
        Arrays.fill(ours, -1);
    }

    protected final boolean usesDictionary() {
        return usesDictionary;
    }

    /** Makes room for {@code more} codes. */
    protected final void ensureCodes(int more) {
        if (codeCount + more > codes.length) {
            codes = Arrays.copyOf(codes, Math.max(codeCount + more, codes.length * 2));
        }
    }

    /** To be called after values were appended. */
    protected final void checkDictionary() {
        if (usesDictionary && dictionaryBytes() > options.dictionaryLimit()) {
            giveUpDictionary();
        }
    }

    @Override
    public final long pageBytes() {
        return usesDictionary ? (long) codeCount * HybridEncoder.bitWidth(dictionaryEntries()) >>> 3 : plain.length();
    }

    private boolean dictionaryPays() {
        long withIt = dictionaryBytes() + ((long) codeCount * codeWidth() >>> 3);
        return withIt <= decodedBytes();
    }

    private int codeWidth() {
        return HybridEncoder.bitWidth(dictionaryEntries() - 1);
    }

    private void giveUpDictionary() {
        boundsOfCodes();
        decodePage();
        codeCount = 0;
        usesDictionary = false;
        if (dictionaryPages == 0) {
            if (bloom != null) {
                addDictionaryToBloom();
            }
            clearDictionary();
        }
    }

    /** Takes each value that the page's codes mean once. */
    private void boundsOfCodes() {
        int entries = dictionaryEntries();
        if (seenIn.length < entries) {
            seenIn = Arrays.copyOf(seenIn, Math.max(entries, seenIn.length * 2));
        }
        pageNumber++;
        for (int i = 0; i < codeCount; i++) {
            seenIn[codes[i]] = pageNumber;
        }
        for (int code = 0; code < entries; code++) {
            if (seenIn[code] == pageNumber) {
                addBounds(code);
            }
        }
    }

    @Override
    public final Encoding endPage(NativeBuffer page) {
        if (usesDictionary && dictionaryEntries() == 0 || usesDictionary && pages == 0 && !dictionaryPays()) {
            giveUpDictionary();
            // A page of NULLs alone says nothing of the next one.
            usesDictionary = options.dictionary() && plain.length() == 0;
        }
        boolean byCodes = usesDictionary && dictionaryEntries() > 0;
        if (byCodes) {
            boundsOfCodes();
            int width = codeWidth();
            page.putByte(width);
            HybridEncoder.encode(codes, codeCount, width, page);
            dictionaryPages++;
        } else {
            page.put(plain.address(), plain.length());
        }
        pages += codeCount > 0 || plain.length() > 0 ? 1 : 0;
        codeCount = 0;
        plain.clear();
        pageBounds = bounds.endPage();
        Encoding encoding = byCodes ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
        if (!encodings.contains(encoding)) {
            encodings.add(encoding);
        }
        return encoding;
    }

    @Override
    public final Bounds pageBounds() {
        return pageBounds;
    }

    @Override
    public final Bounds chunkBounds() {
        return bounds.chunk();
    }

    @Override
    public final List<Encoding> encodings() {
        return List.copyOf(encodings);
    }

    @Override
    public final int dictionarySize() {
        return dictionaryPages > 0 ? dictionaryEntries() : 0;
    }

    @Override
    public final void writeDictionary(NativeBuffer page) {
        writeEntries(page);
    }

    @Override
    public final BloomFilterBuilder bloomFilter() {
        if (bloom != null && dictionaryPages > 0) {
            addDictionaryToBloom();
        }
        return bloom;
    }

    @Override
    public void beginChunk() {
        clearDictionary();
        encodings.clear();
        bounds.clear();
        if (bloom != null) {
            bloom.clear();
        }
        usesDictionary = options.dictionary();
        dictionaryPages = 0;
        pages = 0;
    }

    @Override
    public long memoryBytes() {
        return plain.memoryBytes()
                + dictionaryMemory()
                + 4L * (codes.length + seenIn.length + ours.length)
                + (bloom == null ? 0 : bloom.memoryBytes());
    }

    @Override
    public void close() {
        plain.close();
    }
}
