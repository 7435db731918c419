package dev.tarn.catalog.file;

import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A pattern of paths by segments: {@code *} and {@code ?} stay within a segment, {@code [ab]} and {@code {a,b}} choose,
 * {@code **} stands for any number of folders. Hidden names match only where the segment begins as they do.
 */
final class Glob {
    private static final String ANY_DEPTH = "**";

    private final List<String> segments;
    private final List<Pattern> patterns;

    private Glob(List<String> segments) {
        this.segments = segments;
        this.patterns = segments.stream().map(Glob::compile).toList();
    }

    static Glob of(List<String> segments) {
        return new Glob(List.copyOf(segments));
    }

    /** Returns whether a location is a pattern: in an address of the web a question mark begins a query. */
    static boolean isPattern(Location location) {
        return !location.scheme().startsWith("http") && hasWildcard(location.path());
    }

    /** Returns whether a path's segment has a wildcard. */
    static boolean hasWildcard(String segment) {
        return segment.chars().anyMatch(character -> "*?[{".indexOf(character) >= 0);
    }

    int depth() {
        return segments.size();
    }

    /** Returns the segment at {@code depth} if it has no wildcard and so is the one name that matches, else null. */
    String onlyName(int depth) {
        String segment = segments.get(depth);
        return segment.isEmpty() || hasWildcard(segment) ? null : segment;
    }

    /** Returns what all names that match the segment at {@code depth} begin with. */
    String prefix(int depth) {
        String segment = segments.get(depth);
        int length = 0;
        while (length < segment.length() && !hasWildcard(segment.substring(length, length + 1))) {
            length++;
        }
        return segment.substring(0, length);
    }

    boolean isAnyDepth(int depth) {
        return segments.get(depth).equals(ANY_DEPTH);
    }

    /** Returns whether a name matches the segment at {@code depth}. */
    boolean matches(int depth, String name) {
        boolean hidden = HiddenNames.isHidden(name);
        if (hidden && !HiddenNames.isHidden(segments.get(depth))) {
            return false;
        }
        return isAnyDepth(depth) || patterns.get(depth).matcher(name).matches();
    }

    private static Pattern compile(String segment) {
        StringBuilder regex = new StringBuilder();
        int alternatives = 0;
        for (int i = 0; i < segment.length(); i++) {
            char character = segment.charAt(i);
            switch (character) {
                case '*' -> regex.append("[^/]*");
                case '?' -> regex.append("[^/]");
                case '[' -> {
                    int end = segment.indexOf(']', i + 2);
                    if (end < 0) {
                        regex.append("\\[");
                    } else {
                        String set = segment.substring(i + 1, end)
                                .replace("\\", "\\\\")
                                .replace("[", "\\[");
                        regex.append('[')
                                .append(set.startsWith("!") ? "^" + set.substring(1) : set)
                                .append(']');
                        i = end;
                    }
                }
                case '{' -> {
                    alternatives++;
                    regex.append("(?:");
                }
                case '}' -> regex.append(alternatives-- > 0 ? ")" : "\\}");
                case ',' -> regex.append(alternatives > 0 ? "|" : ",");
                default -> regex.append(Pattern.quote(String.valueOf(character)));
            }
        }
        regex.append(")".repeat(Math.max(0, alternatives)));
        return Pattern.compile(regex.toString(), Pattern.DOTALL);
    }
}
