package dev.tarn.format.parquet.metadata;

/** The text form of a UUID: 36 characters, hexadecimal digits in lower case. */
public final class UuidText {
    /** Characters, and bytes, of the text. */
    public static final int LENGTH = 36;

    private static final String DIGITS = "0123456789abcdef";

    private UuidText() {}

    /** Returns the text of the 16 bytes {@code uuid}. */
    public static byte[] of(byte[] uuid) {
        byte[] text = new byte[LENGTH];
        int at = 0;
        for (int i = 0; i < 16; i++) {
            if (i == 4 || i == 6 || i == 8 || i == 10) {
                text[at++] = '-';
            }
            text[at++] = (byte) DIGITS.charAt(uuid[i] >> 4 & 0xF);
            text[at++] = (byte) DIGITS.charAt(uuid[i] & 0xF);
        }
        return text;
    }
}
