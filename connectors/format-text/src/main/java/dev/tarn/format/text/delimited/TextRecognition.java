package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.Compression;

/** Tells text from other bytes. */
final class TextRecognition {
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
            if (control && value > 8) {
                return false;
            }
            if (value == 0) {
                return false;
            }
        }
        return true;
    }
}
