package dev.tarn.exec.operator.result;

import dev.tarn.spi.batch.Column;
import dev.tarn.spi.memory.ByteCopy;
import dev.tarn.spi.memory.RawMemory;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;

/** Pads CHAR values with spaces to their length, which counts characters, not bytes. */
final class PaddedTexts {
    private PaddedTexts() {}

    /** Adds a buffer of offsets and one of bytes to {@code buffers}. */
    static void copy(Column column, int count, int length, BufferAllocator allocator, List<ArrowBuf> buffers) {
        ArrowBuf offsets = allocator.buffer((count + 1L) << 2);
        buffers.add(offsets);
        long ends = offsets.memoryAddress();
        long total = 0;
        RawMemory.putInt(ends, 0);
        for (int i = 0; i < count; i++) {
            long at = column.offsetsAddress() + ((long) i << 2);
            int start = RawMemory.getInt(at);
            int bytes = RawMemory.getInt(at + 4) - start;
            total += bytes + Math.max(0, length - characters(column.valuesAddress() + start, bytes));
            RawMemory.putInt(ends + ((i + 1L) << 2), Math.toIntExact(total));
        }
        offsets.writerIndex((count + 1L) << 2);
        ArrowBuf data = allocator.buffer(Math.max(8, total));
        buffers.add(data);
        data.writerIndex(total);
        RawMemory.fill(data.memoryAddress(), total, (byte) ' ');
        for (int i = 0; i < count; i++) {
            long at = column.offsetsAddress() + ((long) i << 2);
            int start = RawMemory.getInt(at);
            long target = data.memoryAddress() + RawMemory.getInt(ends + ((long) i << 2));
            ByteCopy.copy(column.valuesAddress() + start, target, RawMemory.getInt(at + 4) - start);
        }
    }

    private static int characters(long address, int bytes) {
        int characters = 0;
        for (int i = 0; i < bytes; i++) {
            characters += (RawMemory.getByte(address + i) & 0xC0) != 0x80 ? 1 : 0;
        }
        return characters;
    }
}
