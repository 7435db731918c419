package dev.tarn.format.text.pattern;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.Excerpt;
import dev.tarn.format.text.record.RowSource;
import dev.tarn.format.text.value.FieldParser;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.regex.Matcher;

/** Reads lines, and takes each apart by an expression. A line that does not match is a row of NULLs, as in Hive. */
final class PatternSource extends RowSource {
    /** Past this an expression may take more time and stack than there is. */
    private static final int MAX_LINE_BYTES = 16 << 20;

    private final LinePattern pattern;
    private final Matcher matcher;
    private final FieldParser parser;
    private final int[][] groups;
    private byte[] bytes = new byte[256];
    private final int footerLines;
    /** The offsets at which the next lines end, as many as the footer has; empty if it has none. */
    private final ArrayDeque<Long> lineEnds = new ArrayDeque<>();

    private boolean begun;

    PatternSource(InputFile file, PatternMetadata metadata, int part, ScanRequest request) {
        super(file, metadata, part, request, metadata.badRecords());
        parser = new FieldParser(false, false, metadata.timestamps());
        pattern = metadata.pattern();
        footerLines = metadata.footerLines();
        matcher = pattern.pattern().matcher("");
        groups = new int[request.columns().size()][];
        try {
            for (int i = 0; i < groups.length; i++) {
                ScanColumn column = request.columns().get(i);
                int index = metadata.columnIndex(column.name());
                groups[i] = index < 0 ? new int[0] : pattern.groups().get(index);
                if (column.type().isNested()) {
                    throw new TarnException(
                            ErrorCode.NOT_SUPPORTED,
                            new ErrorPosition.InFile(file.entry().location().text(), -1, -1, column.name()),
                            "nested types are not supported for RegexSerDe and GrokSerDe");
                }
            }
            start();
        } catch (RuntimeException | Error e) {
            close();
            throw e;
        }
    }

    @Override
    protected Step readRecord() {
        if (!begun && part > 0) {
            long first = lineEnd(window.position());
            if (first < 0) {
                return window.isLast() ? Step.END : Step.MORE;
            }
            window.moveTo(first + 1);
        }
        begun = true;
        long start = window.position();
        if (window.offsetOf(start) >= partEnd()) {
            return Step.END;
        }
        if (footerLines > 0) {
            Step step = findFooter(start);
            if (step != Step.ROW) {
                return step;
            }
        }
        long end = footerLines > 0 ? window.addressOf(lineEnds.remove()) : lineEnd(start);
        if (end < 0) {
            if (!window.isLast()) {
                return Step.MORE;
            }
            if (start == window.limit()) {
                return Step.END;
            }
            end = window.limit();
        }
        long textEnd = end > start && RawMemory.getByte(end - 1) == '\r' ? end - 1 : end;
        Step step = readLine(start, textEnd);
        window.moveTo(Math.min(end + 1, window.limit()));
        return step;
    }

    /** Looks as many lines ahead as the footer has: ROW if the line at {@code start} is not one of it, END if it is. */
    private Step findFooter(long start) {
        long at = lineEnds.isEmpty() ? start : window.addressOf(lineEnds.getLast()) + 1;
        while (lineEnds.size() <= footerLines) {
            long end = lineEnd(at);
            if (end < 0 && !window.isLast()) {
                return Step.MORE;
            }
            if (end < 0 && at >= window.limit()) {
                return Step.END;
            }
            end = end < 0 ? window.limit() : end;
            lineEnds.add(window.offsetOf(end));
            at = end + 1;
        }
        return Step.ROW;
    }

    private long lineEnd(long from) {
        long limit = window.limit();
        for (long at = from; at < limit; at++) {
            if (RawMemory.getByte(at) == '\n') {
                return at;
            }
        }
        return -1;
    }

    private Step readLine(long start, long end) {
        if (end - start > MAX_LINE_BYTES) {
            return unreadable(start, end, "the line is longer than " + (MAX_LINE_BYTES >> 20) + " MiB");
        }
        int length = (int) (end - start);
        if (bytes.length < length) {
            bytes = new byte[Math.max(length, bytes.length * 2)];
        }
        RawMemory.copyToArray(start, bytes, 0, length);
        String line = new String(bytes, 0, length, StandardCharsets.UTF_8);
        boolean bytewise = line.length() == length;
        if (line.indexOf('\uFFFD') >= 0) {
            // Bytes that are no UTF-8: each is matched as a character of its own, so that offsets stay those of bytes.
            line = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
            bytewise = true;
        }
        boolean matches;
        try {
            matches = pattern.matches(matcher.reset(line));
        } catch (StackOverflowError e) {
            return unreadable(start, end, "the line is too long for the table's expression");
        }
        if (!matches) {
            return unreadable(start, end, "the line does not match the table's expression");
        }
        for (int i = 0; i < groups.length; i++) {
            int group = matchedGroup(groups[i]);
            if (group >= 0 && !append(i, group, line, bytewise, start)) {
                Step step = misfit(i, start, end, group);
                if (step == Step.SKIP) {
                    return step;
                }
            }
        }
        return Step.ROW;
    }

    private int matchedGroup(int[] candidates) {
        for (int group : candidates) {
            if (matcher.start(group) >= 0) {
                return group;
            }
        }
        return -1;
    }

    private boolean append(int columnIndex, int group, String line, boolean bytewise, long start) {
        ColumnAppender out = appenders[columnIndex];
        Type type = out.type();
        int from = matcher.start(group);
        int to = matcher.end(group);
        if (from == to && !type.isText()) {
            out.appendNull();
            return true;
        }
        int fromByte = bytewise ? from : utf8Length(line, 0, from);
        int length = bytewise ? to - from : utf8Length(line, from, to);
        return parser.append(type, start + fromByte, length, out);
    }

    /** Does as the policy asks with a value that does not fit its type: NULL, unless it says otherwise. */
    private Step misfit(int columnIndex, long start, long end, int group) {
        ScanColumn column = request.columns().get(columnIndex);
        if (badRecords == BadRecords.FAIL) {
            throw badRecord(
                    start,
                    end,
                    column.name(),
                    "the value '" + Excerpt.of(matcher.group(group)) + "' is no " + column.type());
        }
        if (badRecords == BadRecords.SKIP) {
            request.context().metrics().recordsSkipped.increment();
            return Step.SKIP;
        }
        return Step.ROW;
    }

    private static int utf8Length(String text, int from, int to) {
        int length = 0;
        for (int i = from; i < to; i++) {
            char c = text.charAt(i);
            // Each half of a pair stands for two of its four bytes.
            length += c < 0x80 ? 1 : c < 0x800 || Character.isSurrogate(c) ? 2 : 3;
        }
        return length;
    }
}
