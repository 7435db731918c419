package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.Compression;

/** Tells text from other bytes. */
final class TextRecognition {
    /** Control characters up to this one delimit Hive's nested values. */
    private static final int LAST_DELIMITER = 8;

    private static final int DELETE = 0x7F;
    private static final int LONGEST_CHARACTER = 4;
    /** At most one of so many bytes is of another character set. */
    private static final int FEW = 4;

    private TextRecognition() {}

    /** Returns whether bytes are text, or a compression of something. */
    static boolean isText(byte[] head) {
        if (head.length == 0) {
            return false;
        }
        if (Compression.detect("", head, head.length) != Compression.NONE) {
            return true;
        }
        for (byte value : head) {
            boolean control = value >= 0 && value < ' ' && value != '\n' && value != '\r' && value != '\t';
            if (control && value > LAST_DELIMITER || value == 0 || value == DELETE) {
                return false;
            }
        }
        return (long) strayBytes(head) * FEW <= head.length;
    }

    /** Counts the bytes that are neither ASCII nor part of a character in UTF-8; a character that the end cuts off is one. */
    private static int strayBytes(byte[] head) {
        int stray = 0;
        int at = 0;
        while (at < head.length) {
            int length = head[at] >= 0 ? 1 : Integer.numberOfLeadingZeros(~(head[at] << Byte.SIZE * 3));
            boolean complete = length == 1 && head[at] >= 0 || length >= 2 && length <= LONGEST_CHARACTER;
            for (int i = 1; complete && i < length && at + i < head.length; i++) {
                complete = (head[at + i] & 0xC0) == 0x80;
            }
            stray += complete ? 0 : 1;
            at += complete ? length : 1;
        }
        return stray;
    }
}
