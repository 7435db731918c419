package dev.tarn.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.AllocatorExtension;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllocatorExtension.class)
class QueryMemoryPoolTest {
    @Test
    void theLimitHoldsForBuffersAndArraysTogether(BufferAllocator allocator) {
        QueryMemoryPool pool = new QueryMemoryPool(allocator, "query-7", 10_000);
        pool.reserveHeap(6_000);
        ArrowBuf buffer = pool.allocator().buffer(2_048);
        assertEquals(8_048, pool.usedBytes());
        TarnException ofBuffer =
                assertThrows(TarnException.class, () -> pool.allocator().buffer(4_096));
        TarnException ofArray = assertThrows(TarnException.class, () -> pool.reserveHeap(2_000));
        assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, ofBuffer.code());
        assertEquals(ErrorCode.EXCEEDED_MEMORY_LIMIT, ofArray.code());
        assertTrue(ofArray.detail().contains("8048 bytes"), ofArray::detail);
        pool.releaseHeap(6_000);
        buffer.close();
        pool.allocator().buffer(4_096).close();
        assertEquals(8_048, pool.peakBytes());
        assertEquals(0, pool.usedBytes());
        pool.close();
    }
}
