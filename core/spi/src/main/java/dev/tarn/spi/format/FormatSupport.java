package dev.tarn.spi.format;

import java.util.List;

/**
 * What a format reads and writes, as documentation shows it. Each entry has a test of the format's own.
 *
 * @param endings the endings of the files' names, each with its dot, without those of compression
 * @param types the types that files store
 * @param encodings how values are encoded (Parquet, ORC), or how records are laid out (text)
 * @param codecs the codecs of compression, of parts of a file or of whole files; {@code none} is one
 * @param written what is written
 */
public record FormatSupport(
        List<String> endings,
        List<StoredType> types,
        List<String> encodings,
        List<String> codecs,
        WriteSupport written) {
    /** A format that tells nothing. */
    public static final FormatSupport NONE = new FormatSupport(List.of(), List.of(), List.of(), List.of());

    /**
     * A type that files store.
     *
     * @param stored as the format's specification calls it
     * @param sql the SQL type that it is read as, as {@code decimal(p, s)}; where a declaration decides, all that it may be
     */
    public record StoredType(String stored, String sql) {}

    /**
     * What a format writes.
     *
     * @param codecs the codecs as {@link WriteOptions#COMPRESSION} names them, the default one first; empty for a format
     *     that is only read
     * @param properties the names of the properties of {@link WriteOptions} that the format knows
     */
    public record WriteSupport(List<String> codecs, List<String> properties) {
        /** The format is only read. */
        public static final WriteSupport NONE = new WriteSupport(List.of(), List.of());

        public WriteSupport {
            codecs = List.copyOf(codecs);
            properties = List.copyOf(properties);
        }
    }

    /** Makes what a format says of itself that is only read. */
    public FormatSupport(List<String> endings, List<StoredType> types, List<String> encodings, List<String> codecs) {
        this(endings, types, encodings, codecs, WriteSupport.NONE);
    }

    public FormatSupport {
        endings = List.copyOf(endings);
        types = List.copyOf(types);
        encodings = List.copyOf(encodings);
        codecs = List.copyOf(codecs);
    }
}
