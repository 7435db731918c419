package dev.tarn.format.text.delimited;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * What a table's properties say about delimited files, under the names that Hive's SerDes have for it.
 *
 * @param headerLines how many lines to pass over at the begin
 * @param footerLines how many lines to pass over at the end
 * @param separators what stands between fields, elements, keys and values, and so on inwards
 * @param readInParts whether large files may be read in parts
 * @param badRecords what becomes of a record that cannot be read
 */
record DelimitedOptions(
        int headerLines, int footerLines, byte[] separators, boolean readInParts, BadRecords badRecords) {
    static final String HEADER_LINES = "skip.header.line.count";
    static final String FOOTER_LINES = "skip.footer.line.count";
    static final String READ_IN_PARTS = "read_in_parts";
    static final String NULL_FORMAT = "serialization.null.format";
    static final String SEPARATOR = "separatorchar";
    static final String QUOTE = "quotechar";
    static final String ESCAPE = "escapechar";

    private static final String FIELD = "field.delim";
    private static final String FORMAT = "serialization.format";
    private static final String COLLECTION = "collection.delim";
    /** As Hive's own tools spell it. */
    private static final String COLLECTION_IN_HIVE = "colelction.delim";

    private static final String MAP_KEY = "mapkey.delim";
    private static final String LINE = "line.delim";
    private static final String ESCAPE_DELIMITER = "escape.delim";
    private static final String LAST_TAKES_REST = "serialization.last.column.takes.rest";
    private static final int LEVELS = 8;

    static DelimitedOptions of(FormatOptions options, BadRecords otherwise) {
        byte[] separators = new byte[LEVELS];
        for (int i = 0; i < LEVELS; i++) {
            separators[i] = (byte) (i + 1);
        }
        separators[0] = fieldDelimiter(options)[0];
        separators[1] = single(options, COLLECTION, single(options, COLLECTION_IN_HIVE, separators[1]));
        separators[2] = single(options, MAP_KEY, separators[2]);
        return new DelimitedOptions(
                count(options, HEADER_LINES),
                count(options, FOOTER_LINES),
                separators,
                !options.property(READ_IN_PARTS).orElse("true").equalsIgnoreCase("false"),
                BadRecords.of(options, otherwise));
    }

    /** Returns the dialect of LazySimpleSerDe, or of MultiDelimitSerDe. */
    static Dialect lazy(FormatOptions options) {
        String escape = options.property(ESCAPE_DELIMITER).orElse(null);
        return new Dialect(
                Dialect.Rules.LAZY,
                fieldDelimiter(options),
                Dialect.NONE,
                escape == null || escape.isEmpty() ? Dialect.NONE : bytes(ESCAPE_DELIMITER, escape)[0] & 0xFF,
                lineEnd(options),
                options.property(NULL_FORMAT).orElse("\\N").getBytes(StandardCharsets.UTF_8),
                false,
                options.property(LAST_TAKES_REST).orElse("false").equalsIgnoreCase("true"));
    }

    /** Returns the dialect of OpenCSVSerde; with the quote as escape character the one of RFC 4180. */
    static Dialect openCsv(FormatOptions options, boolean strict) {
        byte separator = single(options, SEPARATOR, (byte) ',');
        int quote = character(options, QUOTE, '"');
        int escape = character(options, ESCAPE, '\\');
        boolean doubled = quote != Dialect.NONE && escape == quote;
        return new Dialect(
                doubled || strict ? Dialect.Rules.RFC : Dialect.Rules.OPEN_CSV,
                new byte[] {separator},
                quote,
                doubled ? Dialect.NONE : escape,
                lineEnd(options),
                options.property(NULL_FORMAT)
                        .map(text -> text.getBytes(StandardCharsets.UTF_8))
                        .orElse(null),
                strict,
                false);
    }

    /** Returns what a property that names a character says, 0 and no character meaning that there is none. */
    private static int character(FormatOptions options, String name, char otherwise) {
        String text = options.property(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        if (text.isEmpty() || text.equals("\0") || text.equals("\\0")) {
            return Dialect.NONE;
        }
        return single(options, name, (byte) otherwise) & 0xFF;
    }

    private static byte lineEnd(FormatOptions options) {
        byte end = single(options, LINE, (byte) '\n');
        if (end != '\n' && end != '\r') {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, LINE + " other than a line feed or a carriage return is not supported");
        }
        return end;
    }

    private static byte[] fieldDelimiter(FormatOptions options) {
        String text = options.property(FIELD).or(() -> options.property(FORMAT)).orElse(null);
        if (text == null) {
            return new byte[] {1};
        }
        byte[] delimiter = bytes(FIELD, text);
        for (byte value : delimiter) {
            if (value == '\n' || value == '\r') {
                throw new TarnException(ErrorCode.INVALID_PROPERTY, FIELD + " cannot have a line end in it");
            }
        }
        return delimiter;
    }

    private static byte single(FormatOptions options, String name, byte otherwise) {
        String text = options.property(name).orElse(null);
        if (text == null) {
            return otherwise;
        }
        byte[] bytes = bytes(name, text);
        if (bytes.length != 1) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, name + " is '" + text + "', and has to be one ASCII character");
        }
        return bytes[0];
    }

    /** Returns the bytes of a delimiter: its characters, a number from -128 to 127, or an escape as {@code \t}, {@code \001}. */
    private static byte[] bytes(String name, String text) {
        if (text.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_PROPERTY, name + " is empty");
        }
        if (text.length() > 1 || Character.isDigit(text.charAt(0))) {
            try {
                return new byte[] {Byte.parseByte(text)};
            } catch (NumberFormatException e) {
                return unescape(text).getBytes(StandardCharsets.UTF_8);
            }
        }
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String unescape(String text) {
        String escape = text.toLowerCase(Locale.ROOT);
        if (escape.equals("\\t")) {
            return "\t";
        }
        if (escape.equals("\\n")) {
            return "\n";
        }
        if (escape.equals("\\\\")) {
            return "\\";
        }
        if (escape.matches("\\\\[0-7]{1,3}")) {
            return String.valueOf((char) Integer.parseInt(escape.substring(1), 8));
        }
        if (escape.matches("\\\\u[0-9a-f]{4}")) {
            return String.valueOf((char) Integer.parseInt(escape.substring(2), 16));
        }
        return text;
    }

    private static int count(FormatOptions options, String name) {
        String text = options.property(name).orElse("0").trim();
        try {
            int count = Integer.parseInt(text);
            if (count >= 0) {
                return count;
            }
        } catch (NumberFormatException e) {
            throw notACount(name, text, e);
        }
        throw notACount(name, text, null);
    }

    private static TarnException notACount(String name, String text, Throwable cause) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY, name + " is '" + text + "', and has to be a number, 0 or more", cause);
    }
}
