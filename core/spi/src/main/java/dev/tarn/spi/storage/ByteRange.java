package dev.tarn.spi.storage;

/**
 * Bytes of a file.
 *
 * @param offset where they begin
 * @param length how many they are
 */
public record ByteRange(long offset, long length) {
    /** Returns where the byte behind the last one is. */
    public long end() {
        return offset + length;
    }
}
