package dev.tarn.spi.metastore;

/**
 * How many partitions of a table are registered, and whether there ever were any.
 *
 * @param count how many there are
 * @param changes how often partitions were registered, replaced or forgotten since the table was made; as long as it is the
 *     same, so are the partitions
 */
public record PartitionSummary(long count, long changes) {
    /** That of a table whose partitions were never registered. */
    public static final PartitionSummary NEVER = new PartitionSummary(0, 0);

    /** Returns whether partitions were registered, even if all of them are forgotten by now. */
    public boolean wereRegistered() {
        return changes > 0;
    }
}
