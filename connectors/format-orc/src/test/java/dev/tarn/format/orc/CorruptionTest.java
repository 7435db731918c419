package dev.tarn.format.orc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import dev.tarn.testkit.RandomnessExtension;
import java.io.IOException;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.OutOfMemoryException;
import org.apache.arrow.memory.RootAllocator;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;

/** Broken files end in an error of a code, or in other values, and leave no memory behind. */
@ExtendWith({AllocatorExtension.class, RandomnessExtension.class})
class CorruptionTest {
    private static final int ROUNDS = Boolean.getBoolean("tarn.test.full") ? 5000 : 300;
    private static final Set<ErrorCode> CODES = Set.of(
            ErrorCode.HIVE_BAD_DATA,
            ErrorCode.NOT_SUPPORTED,
            ErrorCode.EXCEEDED_LIMIT,
            ErrorCode.EXCEEDED_MEMORY_LIMIT,
            ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
            ErrorCode.HIVE_CURSOR_ERROR);

    @Test
    @Timeout(value = 600, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void survivesFlippedBytes(Randomness random) throws IOException {
        for (CompressionKind codec : AllTypes.codecs()) {
            byte[] whole = AllTypes.write(400, codec, OrcFile.Version.V_0_12, 1000);
            for (int round = 0; round < ROUNDS / AllTypes.codecs().size(); round++) {
                byte[] broken = whole.clone();
                int flips = 1 + random.nextInt(4);
                for (int i = 0; i < flips; i++) {
                    // Half of them in the tail, where little bytes say much.
                    int from = random.nextInt(2) == 0 ? 0 : broken.length - broken.length / 5;
                    broken[from + random.nextInt(broken.length - from)] ^= (byte) (1 << random.nextInt(8));
                }
                try (BufferAllocator allocator = new RootAllocator(64 << 20)) {
                    try {
                        OrcFiles.ROWS.read(broken, allocator, 1000);
                    } catch (TarnException e) {
                        assertTrue(CODES.contains(e.code()), e.toString());
                    } catch (OutOfMemoryException e) {
                        assertTrue(e.getMessage() != null);
                    }
                    assertEquals(0, allocator.getAllocatedMemory());
                }
            }
        }
    }
}
