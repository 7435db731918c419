package dev.tarn.exec.operator.write;

import java.util.Locale;

/** The names of a write's files. */
final class FileNames {
    private FileNames() {}

    /**
     * Returns a name. Buckets have their number with leading zeros: readers of Hive's tables that cannot tell the bucket
     * from the name go by the order of the names.
     */
    static String of(WriteSpec spec, long number, boolean isBucket) {
        String ending = spec.format().fileEnding(spec.options());
        return isBucket
                ? "tarn-" + spec.id().text() + "-" + String.format(Locale.ROOT, "%06d", number) + ending
                : spec.id().fileName(number, ending.substring(1));
    }
}
