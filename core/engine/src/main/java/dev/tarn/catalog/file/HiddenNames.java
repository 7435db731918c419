package dev.tarn.catalog.file;

/** The names that are no data, as in Hive: those that begin with an underscore or a dot. */
final class HiddenNames {
    private HiddenNames() {}

    static boolean isHidden(String name) {
        return name.startsWith("_") || name.startsWith(".");
    }
}
