package dev.tarn.format.orc.metadata;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import org.apache.arrow.memory.OutOfMemoryException;

/** Errors of broken files. */
public final class Corrupt {
    private Corrupt() {}

    public static TarnException data(String detail) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, detail);
    }

    /**
     * Returns what a failure of orc-core means. Its decoders check little, so that broken bytes show as any exception; one
     * that is Tarn's or Arrow's own is returned as it is.
     *
     * @param what what was being read
     */
    public static RuntimeException translate(Throwable failure, String what) {
        if (failure instanceof TarnException known) {
            return known;
        }
        if (failure instanceof OutOfMemoryException memory) {
            return memory;
        }
        if (failure instanceof OutOfMemoryError memory) {
            return new TarnException(
                    ErrorCode.EXCEEDED_MEMORY_LIMIT,
                    what + " takes more memory than the JVM's heap has, or is corrupt",
                    memory);
        }
        if (failure instanceof Error error) {
            throw error;
        }
        String reason = failure.getMessage() == null ? failure.getClass().getSimpleName() : failure.getMessage();
        return new TarnException(ErrorCode.HIVE_BAD_DATA, what + " is corrupt: " + reason, failure);
    }
}
