package dev.tarn.memory;

/** What memory a query uses, off the heap and on it. Thread-safe; may be asked after the query's end. */
public interface MemoryUse {
    /** The use of what needs no memory of its own. */
    MemoryUse NONE = new MemoryUse() {
        @Override
        public long usedBytes() {
            return 0;
        }

        @Override
        public long peakBytes() {
            return 0;
        }

        @Override
        public long spilledBytes() {
            return 0;
        }
    };

    /** Returns the bytes in use. */
    long usedBytes();

    /** Returns the most bytes that were in use at once. */
    long peakBytes();

    /** Returns the bytes that were written to temporary files since memory had no room for them. */
    long spilledBytes();
}
