package dev.tarn.spi.format;

/** How far a format knows a file for its own by how it begins; the strongest of all formats has the file. */
public enum Recognition {
    /** It is none of the format's. */
    NO,
    /** The format reads anything of this kind, as delimited text does any text. */
    FALLBACK,
    /** It begins as the format's language does, as a brace begins JSON. */
    SHAPE,
    /** It begins with bytes that only the format writes. */
    SIGNATURE
}
