package dev.tarn.catalog.file;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * What one file was taken for.
 *
 * @param location the file
 * @param format the format's name, or null if there is none
 * @param columns the columns, names in lower case
 * @param inference how the file is read, if it had to be found out
 * @param problem why the file cannot be read, or null
 * @param opened false if nobody looked at the file, and it is taken to be like others of its folder
 */
public record FileShape(
        Location location,
        String format,
        List<ColumnSchema> columns,
        Optional<Inference> inference,
        String problem,
        boolean opened) {
    private static final Map<String, String> COMPRESSIONS = Map.ofEntries(
            Map.entry("gz", "gzip"),
            Map.entry("gzip", "gzip"),
            Map.entry("bz2", "bzip2"),
            Map.entry("zst", "zstd"),
            Map.entry("zstd", "zstd"),
            Map.entry("lz4", "lz4"),
            Map.entry("snappy", "snappy"),
            Map.entry("sz", "snappy"),
            Map.entry("deflate", "deflate"),
            Map.entry("zlib", "deflate"),
            Map.entry("zz", "deflate"));

    public FileShape {
        columns = List.copyOf(columns);
    }

    static FileShape unreadable(Location location, String format, String problem) {
        return new FileShape(location, format, List.of(), Optional.empty(), problem, true);
    }

    /**
     * Returns whether two readable files are of one format and are read in one way: what is found by position has the same
     * names, while types may differ, as those of texts do with the values.
     */
    boolean isLike(FileShape other) {
        return problem == null
                && other.problem == null
                && format.equals(other.format)
                && inference.isPresent() == other.inference.isPresent()
                && (inference.isEmpty() || PathFiles.readsAlike(inference.get(), other.inference.get()));
    }

    /** Returns the shape of a file that is taken to be like this one. */
    FileShape assumed(Location file) {
        return new FileShape(file, format, columns, inference, problem, false);
    }

    /** Returns how the file is compressed as a whole, by its ending; empty if it is not. */
    public Optional<String> compression() {
        String name = location.name().toLowerCase(Locale.ROOT);
        return Optional.ofNullable(COMPRESSIONS.get(name.substring(name.lastIndexOf('.') + 1)));
    }

    /** Returns whether the file's columns are found by their position, not by their names. */
    public boolean isByPosition() {
        return inference
                .map(Inference::serde)
                .filter(PathFiles.BY_POSITION::contains)
                .isPresent();
    }
}
