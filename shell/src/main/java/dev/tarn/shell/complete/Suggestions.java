package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.reader.Candidate;

/**
 * What fits at the cursor, of which that is suggested which goes on as the typed word begins; if nothing does, what has it
 * within, and else what has its letters in their order. One thread.
 */
final class Suggestions {
    private static final int LEAST_WITHIN = 2;
    private static final int LEAST_SCATTERED = 3;

    /** What is suggested, in the order in which it is shown. */
    enum Group {
        VALUES,
        COLUMNS,
        TABLES,
        SCHEMAS,
        CATALOGS,
        FILES,
        FUNCTIONS,
        TYPES,
        PROPERTIES,
        VARIABLES,
        SETTINGS,
        COMMANDS,
        KEYWORDS;

        /** Returns the heading of a list. */
        String title() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** {@code plain} is what the typed word is compared with. */
    private record Suggestion(String value, String plain, String shown, Group group, String says, boolean isWhole) {}

    private final String typed;
    private final boolean isUpper;
    private final Map<String, Suggestion> all = new LinkedHashMap<>();

    /** Makes an empty list for a word that was begun. */
    Suggestions(String typed) {
        this.typed = SqlTokens.plain(typed).toLowerCase(Locale.ROOT);
        this.isUpper = !typed.isEmpty()
                && typed.equals(typed.toUpperCase(Locale.ROOT))
                && !typed.equals(typed.toLowerCase(Locale.ROOT));
    }

    /**
     * Adds what may stand for the word.
     *
     * @param says what stands behind it in a list, or null
     * @param isWhole whether a blank follows
     */
    void add(String value, Group group, String says, boolean isWhole) {
        add(value, SqlTokens.plain(value), value, group, says, isWhole);
    }

    /** Adds a path, of which only the last part is shown. */
    void addPath(String value, String plain, boolean isWhole) {
        String shown = plain.substring(plain.lastIndexOf('/', plain.length() - 2) + 1);
        add(value, plain, shown.isEmpty() ? value : shown, Group.FILES, null, isWhole);
    }

    private void add(String value, String plain, String shown, Group group, String says, boolean isWhole) {
        all.putIfAbsent(value, new Suggestion(value, plain.toLowerCase(Locale.ROOT), shown, group, says, isWhole));
    }

    /** Adds a name of the catalog: in quotes where it needs them, in capital letters if the word was begun in them. */
    void addName(String name, String suffix, Group group, String says) {
        String written = isPlain(name) ? (isUpper ? name.toUpperCase(Locale.ROOT) : name) : quoted(name);
        String description = says == null || says.isEmpty() ? null : says;
        add(written + suffix, name, written + suffix, group, description, false);
    }

    private static String quoted(String name) {
        return '"' + name.replace("\"", "\"\"") + '"';
    }

    private static boolean isPlain(String name) {
        for (int i = 0; i < name.length(); i++) {
            char c = name.charAt(i);
            boolean isLetter = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
            if (!isLetter && !(i > 0 && c >= '0' && c <= '9')) {
                return false;
            }
        }
        return !name.isEmpty() && !Keywords.isReserved(name);
    }

    /** Returns what goes on as the word begins, or is near to it. */
    List<Candidate> matching() {
        List<Candidate> prefixed = new ArrayList<>();
        List<Candidate> within = new ArrayList<>();
        List<Candidate> scattered = new ArrayList<>();
        for (Suggestion suggestion : all.values()) {
            if (suggestion.plain.startsWith(typed)) {
                prefixed.add(candidate(suggestion));
            } else if (prefixed.isEmpty() && typed.length() >= LEAST_WITHIN && suggestion.plain.contains(typed)) {
                within.add(candidate(suggestion));
            } else if (prefixed.isEmpty()
                    && within.isEmpty()
                    && typed.length() >= LEAST_SCATTERED
                    && hasInOrder(suggestion.plain, typed)) {
                scattered.add(candidate(suggestion));
            }
        }
        return !prefixed.isEmpty() ? prefixed : !within.isEmpty() ? within : scattered;
    }

    private static Candidate candidate(Suggestion suggestion) {
        return new Candidate(
                suggestion.value,
                suggestion.shown,
                suggestion.group.title(),
                suggestion.says,
                null,
                null,
                suggestion.isWhole,
                suggestion.group.ordinal());
    }

    /** Returns whether a text has the letters of another, in their order, with anything between them. */
    static boolean hasInOrder(String text, String letters) {
        int at = 0;
        for (int i = 0; i < letters.length(); i++) {
            at = text.indexOf(letters.charAt(i), at) + 1;
            if (at == 0) {
                return false;
            }
        }
        return true;
    }
}
