package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A column, a field, a table: a name and what stands behind it.
 *
 * @param name its name, without quotes
 * @param type the name of its type in SQL; empty where there is none to tell
 */
record NamedType(String name, String type) {
    /** Returns the fields of this type if it is a row's, else nothing. */
    List<NamedType> fields() {
        List<NamedType> fields = new ArrayList<>();
        for (String part : arguments("row")) {
            int end = endOfName(part);
            fields.add(new NamedType(
                    SqlTokens.plain(part.substring(0, end)), part.substring(end).strip()));
        }
        return fields;
    }

    /** Returns what a subscript of an array or a map gives. */
    NamedType element() {
        List<String> ofArray = arguments("array");
        List<String> ofMap = arguments("map");
        String element = ofArray.size() == 1 ? ofArray.get(0) : ofMap.size() == 2 ? ofMap.get(1) : "";
        return new NamedType(name, element);
    }

    private List<String> arguments(String kind) {
        String lower = type.toLowerCase(Locale.ROOT);
        if (!lower.startsWith(kind + "(") || !lower.endsWith(")")) {
            return List.of();
        }
        List<String> parts = new ArrayList<>();
        int start = kind.length() + 1;
        int depth = 0;
        boolean quoted = false;
        for (int i = start; i < type.length(); i++) {
            char c = type.charAt(i);
            quoted ^= c == '"';
            depth += quoted ? 0 : c == '(' ? 1 : c == ')' ? -1 : 0;
            if (!quoted && (depth == 0 && c == ',' || depth < 0)) {
                parts.add(type.substring(start, i).strip());
                start = i + 1;
            }
        }
        return parts;
    }

    private static int endOfName(String part) {
        if (!part.startsWith("\"")) {
            int blank = part.indexOf(' ');
            return blank < 0 ? part.length() : blank;
        }
        int end = part.indexOf('"', 1);
        while (end >= 0 && part.startsWith("\"\"", end)) {
            end = part.indexOf('"', end + 2);
        }
        return end < 0 ? part.length() : end + 1;
    }
}
