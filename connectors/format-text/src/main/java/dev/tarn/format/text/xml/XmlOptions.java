package dev.tarn.format.text.xml;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a table's properties say about its XML. Immutable.
 *
 * @param rowTag the name of the elements that are records, or null if the file is to show it
 * @param paths how columns are found that have a path of their own, by the column's name in lower case
 * @param badRecords what becomes of records with bad values
 */
record XmlOptions(String rowTag, Map<String, XmlPath> paths, BadRecords badRecords) {
    static final String ROW_TAG = "xml.rowtag";

    private static final String START = "xmlinput.start";
    private static final String END = "xmlinput.end";
    private static final String XPATH = "column.xpath.";

    XmlOptions {
        paths = Map.copyOf(paths);
    }

    /**
     * Reads the properties.
     *
     * @throws TarnException INVALID_PROPERTY for a value that a property cannot have, NOT_SUPPORTED for a path that is
     *     more than steps
     */
    static XmlOptions of(FormatOptions options) {
        Map<String, XmlPath> paths = new HashMap<>();
        options.properties().forEach((name, value) -> {
            if (name.startsWith(XPATH)) {
                paths.put(name.substring(XPATH.length()).toLowerCase(Locale.ROOT), XmlPath.of(name, value));
            }
        });
        return new XmlOptions(rowTag(options), paths, BadRecords.of(options, BadRecords.FAIL));
    }

    private static String rowTag(FormatOptions options) {
        String tag = options.property(ROW_TAG).orElse(null);
        if (tag != null) {
            return name(ROW_TAG, tag);
        }
        String start = options.property(START).orElse(null);
        if (start == null) {
            return null;
        }
        String name = name(START, start);
        String end = options.property(END).orElse(null);
        if (end != null && !name(END, end).equals(name)) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    END + " is '" + end + "' and " + START + " is '" + start + "', which are not of one element");
        }
        return name;
    }

    /** Returns the name in a tag such as {@code <ns:item } or {@code </item>}. */
    private static String name(String property, String tag) {
        String name = tag.strip();
        name = name.startsWith("</") ? name.substring(2) : name.startsWith("<") ? name.substring(1) : name;
        int end = 0;
        while (end < name.length() && " \t\r\n/>".indexOf(name.charAt(end)) < 0) {
            end++;
        }
        name = name.substring(0, end);
        name = name.substring(name.indexOf(':') + 1);
        if (name.isEmpty()) {
            throw new TarnException(ErrorCode.INVALID_PROPERTY, property + " is '" + tag + "', which names no element");
        }
        return name;
    }
}
