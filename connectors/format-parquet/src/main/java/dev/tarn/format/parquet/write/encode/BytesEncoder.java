package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;

/** Encodes BYTE_ARRAY, and decimals as FIXED_LEN_BYTE_ARRAY. */
public final class BytesEncoder extends DictionaryEncoder {
    /** Of every value, in bytes; 0 if they differ. */
    private final int fixedLength;

    private final BytesDictionary dictionary;
    private final BytesBounds bounds;
    /** The decimals of the batches' dictionary, as they are stored. */
    private final NativeBuffer converted;

    private BytesEncoder(int fixedLength, Scratch scratch, EncodeOptions options, BytesBounds bounds) {
        super(scratch, options, bounds);
        this.bounds = bounds;
        this.fixedLength = fixedLength;
        this.dictionary = new BytesDictionary(new NativeBuffer(scratch.allocator()), fixedLength == 0);
        this.converted = new NativeBuffer(scratch.allocator());
    }

    /** @param text whether the values are UTF-8 */
    public static BytesEncoder ofBytes(boolean text, Scratch scratch, EncodeOptions options) {
        return new BytesEncoder(0, scratch, options, new BytesBounds(text, false));
    }

    /** @param bytes how many bytes each value has */
    public static BytesEncoder ofDecimals(int bytes, Scratch scratch, EncodeOptions options) {
        return new BytesEncoder(bytes, scratch, options, new BytesBounds(false, true));
    }

    @Override
    public boolean takesBytes() {
        return fixedLength == 0;
    }

    @Override
    public void appendFlat(Column flat, int[] rows, int from, int count) {
        long[] addresses = scratch.addresses(count);
        int[] lengths = scratch.lengths(count);
        if (fixedLength == 0) {
            Gathering.locate(flat, rows, from, count, addresses, lengths);
        } else {
            long dense = Gathering.dense(flat, rows, from, count, scratch.gathered);
            long values = Conversion.TO_FIXED.convert(flat.layout(), dense, count, fixedLength, scratch.converted);
            for (int i = 0; i < count; i++) {
                addresses[i] = values + (long) i * fixedLength;
                lengths[i] = fixedLength;
            }
        }
        append(addresses, lengths, count);
    }

    @Override
    public void appendBytes(long[] addresses, int[] lengths, int count) {
        append(addresses, lengths, count);
    }

    private void append(long[] addresses, int[] lengths, int count) {
        if (usesDictionary()) {
            ensureCodes(count);
            dictionary.encode(addresses, lengths, count, codes, codeCount);
            codeCount += count;
            checkDictionary();
            return;
        }
        appendPlain(addresses, lengths, count);
        bounds.add(addresses, lengths, count);
        if (bloom != null) {
            bloom.addBytes(addresses, lengths, count);
        }
    }

    private void appendPlain(long[] addresses, int[] lengths, int count) {
        int prefix = fixedLength == 0 ? 4 : 0;
        long bytes = 0;
        for (int i = 0; i < count; i++) {
            bytes += lengths[i];
        }
        bytes += (long) prefix * count;
        plain.ensure(bytes);
        long at = plain.end();
        for (int i = 0; i < count; i++) {
            int length = lengths[i];
            if (prefix != 0) {
                RawMemory.putInt(at, length);
            }
            ByteCopy.copy(addresses[i], at + prefix, length);
            at += prefix + length;
        }
        plain.advance((int) bytes);
    }

    @Override
    protected void appendDecoded(Column entries, int[] theirs, int count) {
        appendFlat(entries, theirs, 0, count);
    }

    @Override
    protected int codeOf(Column entries, int theirs) {
        if (fixedLength != 0) {
            return dictionary.code(converted.address() + (long) theirs * fixedLength, fixedLength);
        }
        long at = entries.offsetsAddress() + ((long) theirs << 2);
        int start = RawMemory.getInt(at);
        return dictionary.code(entries.valuesAddress() + start, RawMemory.getInt(at + 4) - start);
    }

    @Override
    protected void takeIncoming(Column entries) {
        if (fixedLength != 0) {
            int count = entries.rowCount();
            long values = Conversion.TO_FIXED.convert(
                    entries.layout(), entries.valuesAddress(), count, fixedLength, scratch.converted);
            converted.clear();
            converted.put(values, count * fixedLength);
        }
    }

    @Override
    protected int dictionaryEntries() {
        return dictionary.size();
    }

    @Override
    protected long dictionaryBytes() {
        return dictionary.plainBytes();
    }

    @Override
    protected void writeEntries(NativeBuffer out) {
        dictionary.writePlain(out);
    }

    @Override
    protected void clearEntries() {
        dictionary.clear();
    }

    @Override
    protected long dictionaryMemory() {
        return dictionary.memoryBytes() + converted.memoryBytes();
    }

    @Override
    protected void decodePage() {
        dictionary.decode(codes, codeCount, plain);
    }

    @Override
    protected long decodedBytes() {
        long bytes = 0;
        for (int i = 0; i < codeCount; i++) {
            bytes += dictionary.length(codes[i]);
        }
        return fixedLength == 0 ? bytes + 4L * codeCount : bytes;
    }

    @Override
    protected void addBounds(int code) {
        bounds.add(dictionary.address(code), dictionary.length(code));
    }

    @Override
    protected void addDictionaryToBloom() {
        int count = dictionary.size();
        long[] addresses = scratch.addresses(count);
        int[] lengths = scratch.lengths(count);
        for (int code = 0; code < count; code++) {
            addresses[code] = dictionary.address(code);
            lengths[code] = dictionary.length(code);
        }
        bloom.addBytes(addresses, lengths, count);
    }

    @Override
    public void close() {
        dictionary.close();
        converted.close();
        super.close();
    }
}
