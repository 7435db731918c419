package dev.tarn.spi.format;

import java.util.List;

/**
 * What a format reads, as documentation shows it. Each entry has a test of the format's own that reads it.
 *
 * @param endings the endings of the files' names, each with its dot, without those of compression
 * @param types the types that files store
 * @param encodings how values are encoded (Parquet, ORC), or how records are laid out (text)
 * @param codecs the codecs of compression, of parts of a file or of whole files; {@code none} is one
 */
public record FormatSupport(List<String> endings, List<StoredType> types, List<String> encodings, List<String> codecs) {
    /** A format that tells nothing. */
    public static final FormatSupport NONE = new FormatSupport(List.of(), List.of(), List.of(), List.of());

    /**
     * A type that files store.
     *
     * @param stored as the format's specification calls it
     * @param sql the SQL type that it is read as, as {@code decimal(p, s)}; where a declaration decides, all that it may be
     */
    public record StoredType(String stored, String sql) {}

    public FormatSupport {
        endings = List.copyOf(endings);
        types = List.copyOf(types);
        encodings = List.copyOf(encodings);
        codecs = List.copyOf(codecs);
    }
}
