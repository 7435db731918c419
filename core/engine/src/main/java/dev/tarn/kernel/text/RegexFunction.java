package dev.tarn.kernel.text;

import com.google.re2j.Matcher;
import com.google.re2j.Pattern;
import com.google.re2j.PatternSyntaxException;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.Bitmap;
import dev.tarn.spi.memory.RawMemory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Functions of regular expressions, matched in time linear in the text, so that no pattern can run away; look-around and
 * back-references, which no such matcher has, are refused. Remembers the last pattern. One thread.
 */
public final class RegexFunction {
    private byte[] lastSource;
    private Pattern lastPattern;

    private Pattern pattern(TextReader patterns, int row) {
        int length = patterns.length(row);
        byte[] source = new byte[length];
        RawMemory.copyToArray(patterns.address(row), source, 0, length);
        if (lastSource == null || !Arrays.equals(source, lastSource)) {
            String text = new String(source, StandardCharsets.UTF_8);
            try {
                lastPattern = Pattern.compile(text);
            } catch (PatternSyntaxException e) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT,
                        "Invalid regular expression '" + text + "': " + e.getDescription(),
                        e);
            }
            lastSource = source;
        }
        return lastPattern;
    }

    private static byte[] bytes(TextReader text, int row) {
        byte[] copy = new byte[text.length(row)];
        RawMemory.copyToArray(text.address(row), copy, 0, copy.length);
        return copy;
    }

    /** Writes 1 where some part of the text matches. */
    public void like(TextReader text, TextReader patterns, boolean constant, int[] positions, int count, long out) {
        Pattern pattern = null;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            pattern = constant && pattern != null ? pattern : pattern(patterns, row);
            boolean found = pattern.matcher(bytes(text, row)).find();
            RawMemory.putByte(out + row, (byte) (found ? 1 : 0));
        }
    }

    /** Takes the first part that matches, or its group of a number; NULL if there is none. */
    public void extract(
            TextReader text,
            TextReader patterns,
            Column groups,
            boolean constant,
            int[] positions,
            int count,
            TextWriter out,
            long validity) {
        Pattern pattern = null;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            pattern = constant && pattern != null ? pattern : pattern(patterns, row);
            long group = groups == null ? 0 : groups.longAt(row);
            if (group < 0 || group > pattern.groupCount()) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT,
                        group < 0
                                ? "Group cannot be negative"
                                : "Pattern has " + pattern.groupCount() + " groups. Cannot access group " + group);
            }
            Matcher matcher = pattern.matcher(bytes(text, row));
            int start = matcher.find() ? matcher.start((int) group) : -1;
            if (start < 0) {
                Bitmap.clear(validity, row);
            } else {
                out.append(row, text.address(row) + start, matcher.end((int) group) - start);
            }
        }
    }

    /** Replaces every part that matches; {@code $1} or <code>${name}</code> stand for groups. */
    public void replace(
            TextReader text,
            TextReader patterns,
            TextReader replacements,
            boolean constant,
            int[] positions,
            int count,
            TextWriter out) {
        Pattern pattern = null;
        for (int k = 0; k < count; k++) {
            int row = positions == null ? k : positions[k];
            pattern = constant && pattern != null ? pattern : pattern(patterns, row);
            Matcher matcher = pattern.matcher(text.string(row));
            String replacement = replacements == null ? "" : replacements.string(row);
            try {
                out.append(row, matcher.replaceAll(replacement).getBytes(StandardCharsets.UTF_8));
            } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
                throw new TarnException(
                        ErrorCode.INVALID_FUNCTION_ARGUMENT, "Illegal replacement sequence: " + replacement, e);
            }
        }
    }
}
