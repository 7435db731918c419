package dev.tarn.format.parquet.encoding;

import dev.tarn.spi.memory.RawMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;

/** Raw memory for tests; lives as long as this object. */
final class Memory {
    private static final int SLACK_BYTES = 64;

    private final List<ByteBuffer> buffers = new ArrayList<>();

    /** Returns the address of {@code bytes} bytes with the room past them that decoders want, all of it 0x5A. */
    long allocate(int bytes) {
        ByteBuffer buffer = ByteBuffer.allocateDirect(bytes + SLACK_BYTES);
        buffers.add(buffer);
        long address = RawMemory.addressOf(buffer);
        RawMemory.fill(address, bytes + SLACK_BYTES, (byte) 0x5A);
        return address;
    }

    /** Returns the address of a copy. */
    long copyOf(byte[] bytes) {
        long address = allocate(bytes.length);
        RawMemory.copyFromArray(bytes, 0, address, bytes.length);
        return address;
    }

    static int[] ints(long address, int count) {
        int[] values = new int[count];
        for (int i = 0; i < count; i++) {
            values[i] = RawMemory.getInt(address + 4L * i);
        }
        return values;
    }

    static long[] longs(long address, int count) {
        long[] values = new long[count];
        for (int i = 0; i < count; i++) {
            values[i] = RawMemory.getLong(address + 8L * i);
        }
        return values;
    }

    static byte[] bytes(long address, int count) {
        byte[] values = new byte[count];
        RawMemory.copyToArray(address, values, 0, count);
        return values;
    }

    static boolean[] bits(long address, long from, int count) {
        boolean[] values = new boolean[count];
        for (int i = 0; i < count; i++) {
            long bit = from + i;
            values[i] = (RawMemory.getByte(address + (bit >>> 3)) >>> (bit & 7) & 1) != 0;
        }
        return values;
    }
}
