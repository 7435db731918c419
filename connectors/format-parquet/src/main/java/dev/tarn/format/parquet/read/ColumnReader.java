package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.encoding.BitRanges;
import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.format.parquet.encoding.LevelLoops;
import dev.tarn.format.parquet.encoding.RunLengthDecoder;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/**
 * Reads one column of a row group, batch by batch: what all columns have in common, that is pages, rows and nulls.
 *
 * <p>Rows that nobody wants are passed over: whole pages of them are not even decompressed. One thread at a time.
 */
abstract class ColumnReader implements BatchColumn {
    final ParquetColumn column;
    final ChunkPages pages;
    final BufferAllocator allocator;

    /** Rows of the current page that were given out, and that it has; equal when there is no page. */
    int pageRow;

    int pageRows;
    /** Values, not null, of the current page that were given out. */
    int pageValue;

    private boolean pageLoaded;
    private boolean pageHasNulls;
    private long pendingSkip;
    private final Scratch pageValidity;
    private final Scratch validity;
    private final RunLengthDecoder bits = new RunLengthDecoder();
    /** For a leaf whose levels are more than one bit; else null. */
    private final PageLevels levels;

    private final boolean isLeafOfNested;
    private boolean batchHasNulls;

    /** @param isLeafOfNested whether rows are a leaf's slots, and pages are gone through by a {@link LeafReader} */
    ColumnReader(ReadColumn read, boolean isLeafOfNested, BufferAllocator allocator) {
        this.column = read.column();
        this.allocator = allocator;
        this.isLeafOfNested = isLeafOfNested;
        this.pages = new ChunkPages(read.chunk(), column, read.verifiesChecksums(), allocator);
        this.pageValidity = new Scratch(allocator);
        this.validity = new Scratch(allocator);
        boolean oneBit = !isLeafOfNested && column.levels().maxDefinition() <= 1;
        this.levels = oneBit ? null : new PageLevels(column, allocator);
    }

    @Override
    public final List<ParquetColumn> leaves() {
        return List.of(column);
    }

    @Override
    public final void start(RowGroupReads reads, ChunkPlans plans) {
        pages.start(reads, plans.of(column));
    }

    @Override
    public final void skip(int rows) {
        pendingSkip += rows;
    }

    @Override
    public final Column read(int rows, SelectionVector selection) {
        applySkip();
        batchHasNulls = false;
        requirePage();
        if (pageRows - pageRow >= rows) {
            return readWithinPage(rows, selection);
        }
        begin(rows);
        int done = 0;
        while (done < rows) {
            requirePage();
            int now = Math.min(pageRows - pageRow, rows - done);
            int valid = validCount(now);
            markValidity(done, now, valid, rows);
            append(done, now, valid);
            pageRow += now;
            pageValue += valid;
            done += now;
        }
        return finish(rows, batchHasNulls ? validity.address() : 0);
    }

    private Column readWithinPage(int rows, SelectionVector selection) {
        int valid = validCount(rows);
        long bits = 0;
        if (valid < rows) {
            if ((pageRow & 7) == 0) {
                bits = pageValidity.address() + (pageRow >>> 3);
            } else {
                bits = validity.ensure(Bitmap.bytesFor(rows));
                BitRanges.copy(pageValidity.address(), pageRow, bits, 0, rows);
            }
        }
        Column result = view(rows, valid, bits, selection);
        if (result == null) {
            begin(rows);
            append(0, rows, valid);
            result = finish(rows, bits);
        }
        pageRow += rows;
        pageValue += valid;
        return result;
    }

    /** Returns whether so few rows count that it is cheaper to decode them one by one. */
    static boolean isFew(SelectionVector selection, int rows) {
        return selection != null && selection.count() < rows >> 2;
    }

    @Override
    public int uniformRows(int wanted) {
        return wanted;
    }

    /** Returns the bitmap of the current page's validity, if it has nulls. */
    final long pageValidityAddress() {
        return pageValidity.address();
    }

    /** Goes to the row that is next, decompressing at most the page that it is in. */
    private void applySkip() {
        skipPages();
        if (pendingSkip > 0) {
            loadPage();
            skipInPage((int) pendingSkip);
            pendingSkip = 0;
        }
    }

    /** Drops the pages that only have rows to pass over. */
    final void skipPages() {
        while (pendingSkip > 0 && pendingSkip >= pageRows - pageRow) {
            pendingSkip -= pageRows - pageRow;
            pageRow = pageRows;
            if (pendingSkip > 0) {
                nextPage();
            }
        }
    }

    /** Returns the rows of the current page that follow those to pass over. */
    final int rowsLeftInPage() {
        return (int) (pageRows - pageRow - pendingSkip);
    }

    final void nextPage() {
        pages.advance();
        pageLoaded = false;
        pageRow = 0;
        pageRows = pages.header().valueCount;
        pageValue = 0;
        if (isLeafOfNested) {
            pageRows = 0;
            levels.clear();
        }
    }

    /** Returns the levels of the current page, if it is loaded. */
    final PageLevels levels() {
        return levels;
    }

    /** Passes over rows of the current page, which is loaded. */
    final void skipInPage(int rows) {
        int valid = validCount(rows);
        skipValues(valid);
        pageRow += rows;
        pageValue += valid;
    }

    private void requirePage() {
        while (pageRow == pageRows) {
            nextPage();
        }
        loadPage();
    }

    /** Decompresses the current page, if that was not done yet, and starts with its values. */
    final void loadPage() {
        if (pageLoaded) {
            return;
        }
        if (PageEncoding.isDictionary(pages.header().encoding)) {
            requireDictionary();
        }
        pages.load();
        int valid = readLevels();
        startPage(pages.header().encoding, pages.dataAddress(), pages.dataEnd(), valid);
        pageLoaded = true;
    }

    /** Returns how many of the page's rows have a value; a leaf's rows are counted here. */
    private int readLevels() {
        pageHasNulls = false;
        if (levels != null) {
            return readWideLevels();
        }
        if (!column.optional()) {
            return pageRows;
        }
        LevelBytes stored = pages.definitions();
        long length = stored.end() - stored.address();
        if (length == 0 && pages.header().nullCount == 0) {
            return pageRows;
        }
        long target = pageValidity.ensure(Bitmap.bytesFor(pageRows) + BitRanges.SLACK_BYTES);
        int valid;
        if (stored.packedFromHigh()) {
            for (int i = 0; i < length; i++) {
                int reversed = Integer.reverse(RawMemory.getByte(stored.address() + i)) >>> 24;
                RawMemory.putByte(target + i, (byte) reversed);
            }
            valid = BitRanges.countOnes(target, 0, pageRows);
        } else {
            bits.reset(stored.address(), length, 1);
            valid = bits.readBitmap(pageRows, target);
        }
        pageHasNulls = valid < pageRows;
        return valid;
    }

    private int readWideLevels() {
        levels.decode(pages);
        int count = levels.count();
        long target = pageValidity.ensure(Bitmap.bytesFor(count) + BitRanges.SLACK_BYTES);
        ParquetColumn.Levels shape = column.levels();
        long found =
                LevelLoops.slotBits(levels.definitions(), count, shape.slotDefinition(), shape.maxDefinition(), target);
        pageRows = (int) (found >>> 32);
        int valid = (int) found;
        pageHasNulls = valid < pageRows;
        return valid;
    }

    private int validCount(int rows) {
        return pageHasNulls ? BitRanges.countOnes(pageValidity.address(), pageRow, rows) : rows;
    }

    private void markValidity(int done, int now, int valid, int rows) {
        if (valid == now && !batchHasNulls) {
            return;
        }
        if (!batchHasNulls) {
            validity.ensure(Bitmap.bytesFor(rows) + BitRanges.SLACK_BYTES);
            BitRanges.fill(validity.address(), 0, done, 1);
            batchHasNulls = true;
        }
        if (valid == now) {
            BitRanges.fill(validity.address(), done, now, 1);
        } else {
            BitRanges.copy(pageValidity.address(), pageRow, validity.address(), done, now);
        }
    }

    final RuntimeException unexpectedEncoding(int encoding) {
        return PageEncoding.unexpected(encoding, column.physicalType());
    }

    static void requireDictionary(boolean present) {
        if (!present) {
            throw Corrupt.data("a page has dictionary codes, and the column chunk has no dictionary");
        }
    }

    /** Returns whether the chunk has a dictionary page, whose header is checked. */
    final boolean hasDictionaryPage() {
        if (pages.dictionaryHeader() == null) {
            return false;
        }
        int encoding = pages.dictionaryHeader().encoding;
        if (encoding != PageEncoding.PLAIN && encoding != PageEncoding.PLAIN_DICTIONARY) {
            throw Corrupt.data("a dictionary has the encoding " + PageEncoding.name(encoding));
        }
        if (pages.dictionaryHeader().valueCount < 0) {
            throw Corrupt.data("a dictionary has " + pages.dictionaryHeader().valueCount + " values");
        }
        return true;
    }

    /** Decodes the dictionary if there is one and that was not done yet. */
    abstract void requireDictionary();

    /** Returns the dictionary as it was decoded, a FLAT column, or null if there is none. */
    abstract Column decodedDictionary();

    /** Returns the dictionary, a FLAT column, or null if there is none; before anything is read. */
    final Column dictionary() {
        pages.findDictionary();
        requireDictionary();
        return decodedDictionary();
    }

    /** Starts with the {@code count} values, all of them not null, of a page. Checks what can be checked at once. */
    abstract void startPage(int encoding, long address, long end, int count);

    /** Passes over {@code count} values of the page. */
    abstract void skipValues(int count);

    /**
     * Returns the next {@code rows} rows of the page, {@code valid} of them not null, or null if they first have to be
     * copied.
     *
     * @param bits the validity bitmap of the rows, or 0 if no row is null
     */
    abstract Column view(int rows, int valid, long bits, SelectionVector selection);

    /** Starts a batch of {@code rows} rows that values are appended to. */
    abstract void begin(int rows);

    /** Appends the page's next {@code rows} rows, {@code valid} of them not null, after {@code done} rows. */
    abstract void append(int done, int rows, int valid);

    /** Returns the appended rows. */
    abstract Column finish(int rows, long bits);

    @Override
    public void close() {
        pages.close();
        pageValidity.close();
        validity.close();
        if (levels != null) {
            levels.close();
        }
    }
}
