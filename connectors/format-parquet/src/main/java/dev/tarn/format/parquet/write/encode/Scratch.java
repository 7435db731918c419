package dev.tarn.format.parquet.write.encode;

import org.apache.arrow.memory.BufferAllocator;

/** Memory that all columns of a writer use in turn: nothing in it outlasts a call. */
public final class Scratch implements AutoCloseable {
    final NativeBuffer gathered;
    final NativeBuffer converted;
    private final BufferAllocator allocator;
    private int[] rows = new int[0];
    private int[] codes = new int[0];
    private long[] addresses = new long[0];
    private int[] lengths = new int[0];

    public Scratch(BufferAllocator allocator) {
        this.allocator = allocator;
        this.gathered = new NativeBuffer(allocator);
        this.converted = new NativeBuffer(allocator);
    }

    public BufferAllocator allocator() {
        return allocator;
    }

    /** Returns an array for at least {@code count} positions of rows. */
    public int[] rows(int count) {
        if (rows.length < count) {
            rows = new int[count];
        }
        return rows;
    }

    /** Returns an array for at least {@code count} codes of a batch's dictionary. */
    public int[] codes(int count) {
        if (codes.length < count) {
            codes = new int[count];
        }
        return codes;
    }

    long[] addresses(int count) {
        if (addresses.length < count) {
            addresses = new long[count];
        }
        return addresses;
    }

    int[] lengths(int count) {
        if (lengths.length < count) {
            lengths = new int[count];
        }
        return lengths;
    }

    public long memoryBytes() {
        return gathered.memoryBytes()
                + converted.memoryBytes()
                + 4L * (rows.length + codes.length + lengths.length)
                + 8L * addresses.length;
    }

    @Override
    public void close() {
        gathered.close();
        converted.close();
    }
}
