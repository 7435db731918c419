package dev.tarn.format.parquet.write.encode;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.RawMemory;
import org.apache.parquet.format.Type;

/** Encodes INT32, INT64, FLOAT and DOUBLE. */
public final class FixedEncoder extends DictionaryEncoder {
    private final int width;
    private final Conversion conversion;
    private final FixedDictionary dictionary;
    private final FixedBounds bounds;
    /** The values of the batches' dictionary, converted. */
    private final NativeBuffer incoming;

    private FixedEncoder(Type type, Conversion conversion, Scratch scratch, EncodeOptions options, FixedBounds bounds) {
        super(scratch, options, bounds);
        this.bounds = bounds;
        this.width = type == Type.INT32 || type == Type.FLOAT ? 4 : 8;
        this.conversion = conversion;
        this.dictionary = new FixedDictionary(width == 8);
        this.incoming = new NativeBuffer(scratch.allocator());
    }

    public static FixedEncoder of(Type type, Conversion conversion, Scratch scratch, EncodeOptions options) {
        return new FixedEncoder(type, conversion, scratch, options, new FixedBounds(type));
    }

    @Override
    public void appendFlat(Column flat, int[] rows, int from, int count) {
        long dense = Gathering.dense(flat, rows, from, count, scratch.gathered);
        appendDense(conversion.convert(flat.layout(), dense, count, width, scratch.converted), count);
    }

    private void appendDense(long values, int count) {
        if (usesDictionary()) {
            ensureCodes(count);
            dictionary.encode(values, count, codes, codeCount);
            codeCount += count;
            checkDictionary();
        } else {
            plain.put(values, count * width);
            bounds.add(values, count);
            if (bloom != null) {
                bloom.addFixed(values, count, width);
            }
        }
    }

    @Override
    protected void appendDecoded(Column entries, int[] theirs, int count) {
        scratch.gathered.clear();
        scratch.gathered.ensure((long) count * width);
        Gathering.gather(incoming.address(), theirs, count, width, scratch.gathered.address());
        appendDense(scratch.gathered.address(), count);
    }

    @Override
    protected int codeOf(Column entries, int theirs) {
        return dictionary.code(
                width == 8
                        ? RawMemory.getLong(incoming.address() + ((long) theirs << 3))
                        : RawMemory.getInt(incoming.address() + ((long) theirs << 2)));
    }

    @Override
    protected void takeIncoming(Column entries) {
        int count = entries.rowCount();
        long values = conversion.convert(entries.layout(), entries.valuesAddress(), count, width, scratch.converted);
        incoming.clear();
        incoming.put(values, count * width);
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
        return dictionary.memoryBytes() + incoming.memoryBytes();
    }

    @Override
    protected void decodePage() {
        dictionary.decode(codes, codeCount, plain);
    }

    @Override
    protected long decodedBytes() {
        return (long) codeCount * width;
    }

    @Override
    protected void addBounds(int code) {
        bounds.add(dictionary.value(code));
    }

    @Override
    protected void addDictionaryToBloom() {
        scratch.gathered.clear();
        dictionary.writePlain(scratch.gathered);
        bloom.addFixed(scratch.gathered.address(), dictionary.size(), width);
    }

    @Override
    public void close() {
        incoming.close();
        super.close();
    }
}
