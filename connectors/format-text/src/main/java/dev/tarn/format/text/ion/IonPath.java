package dev.tarn.format.text.ion;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.ArrayList;
import java.util.List;

/**
 * The way from a record to the value of a column. Immutable.
 *
 * @param steps a String for the name of a field, an Integer for the index of an element
 */
record IonPath(List<Object> steps) {
    IonPath {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a path extractor: {@code (name 'another name' 0)}.
     *
     * @throws TarnException INVALID_PROPERTY if it is none, NOT_SUPPORTED for a wildcard or an annotation
     */
    static IonPath of(String property, String text) {
        String path = text.strip();
        if (!path.startsWith("(") || !path.endsWith(")")) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    property + " is '" + text + "'; a path looks as (name 'a name' 0) does");
        }
        List<Object> steps = new ArrayList<>();
        int end = path.length() - 1;
        int at = 1;
        while (at < end) {
            char first = path.charAt(at);
            if (Character.isWhitespace(first)) {
                at++;
                continue;
            }
            int stop;
            if (first == '\'' || first == '"') {
                stop = path.indexOf(first, at + 1);
                if (stop < 0 || stop >= end) {
                    throw new TarnException(
                            ErrorCode.INVALID_PROPERTY, property + " is '" + text + "', where a quote is not closed");
                }
                steps.add(path.substring(at + 1, stop));
                at = stop + 1;
                continue;
            }
            stop = at;
            while (stop < end && !Character.isWhitespace(path.charAt(stop))) {
                stop++;
            }
            steps.add(step(property, path.substring(at, stop)));
            at = stop;
        }
        return new IonPath(steps);
    }

    private static Object step(String property, String word) {
        if (word.equals("*") || word.contains("::") || word.startsWith("(")) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, "'" + word + "' in " + property + "; names and indexes are read");
        }
        return word.chars().allMatch(c -> c >= '0' && c <= '9') && word.length() < 10 ? Integer.valueOf(word) : word;
    }

    /** Returns what the path leads to, or null. */
    Object in(Object record, boolean caseSensitive) {
        Object value = record;
        for (Object step : steps) {
            if (step instanceof String name) {
                value = value instanceof IonStruct struct ? struct.get(name, caseSensitive) : null;
            } else {
                int index = (Integer) step;
                value = value instanceof List<?> list && index < list.size() ? list.get(index) : null;
            }
        }
        return value;
    }
}
