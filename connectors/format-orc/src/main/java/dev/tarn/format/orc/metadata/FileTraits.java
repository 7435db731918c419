package dev.tarn.format.orc.metadata;

import org.apache.orc.OrcFile;

/**
 * What of the file's writer matters to those who read values.
 *
 * @param version the version of the format
 * @param writer the writer's version, which tells the mistakes it made
 * @param hybridCalendar whether days before 1582-10-15 are counted in the Julian calendar
 * @param trustedBlooms whether Bloom filters hold what they should
 */
public record FileTraits(
        OrcFile.Version version, OrcFile.WriterVersion writer, boolean hybridCalendar, boolean trustedBlooms) {
    /** Returns whether bounds in statistics hold: in the oldest files they do not. */
    boolean trustedBounds() {
        return writer.includes(OrcFile.WriterVersion.HIVE_8732);
    }
}
