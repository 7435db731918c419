package dev.tarn.shell.complete;

import java.util.List;
import org.jline.reader.CompletingParsedLine;

/**
 * A line with the part before the cursor that a completion replaces: a name's last part, a path within quotes, a word of a
 * command.
 */
public final class CursorWord implements CompletingParsedLine {
    private final String line;
    private final int cursor;
    private final String word;

    private CursorWord(String line, int cursor, String word) {
        this.line = line;
        this.cursor = cursor;
        this.word = word;
    }

    /** Looks at the line around the cursor. */
    public static CursorWord of(String line, int cursor) {
        return new CursorWord(line, cursor, wordAt(line, cursor));
    }

    private static String wordAt(String line, int cursor) {
        CursorPlace place = CursorPlace.of(line, cursor);
        if (!place.isInCommand()) {
            return place.prefix();
        }
        int start = place.commandStart();
        CommandPlace command = CommandPlace.of(line, start, cursor);
        if (command.isInName(line, start, cursor)) {
            return line.substring(start, cursor);
        }
        int sql = command.sqlStart();
        return sql < 0
                ? command.word()
                : CursorPlace.of(line.substring(sql), cursor - sql).prefix();
    }

    /** Returns whether a line is a command, not SQL. */
    public static boolean isCommand(String line) {
        String text = line.stripLeading();
        return text.startsWith("\\")
                || text.startsWith(".") && (text.length() == 1 || Character.isLetter(text.charAt(1)));
    }

    @Override
    public String word() {
        return word;
    }

    @Override
    public int wordCursor() {
        return word.length();
    }

    @Override
    public int wordIndex() {
        return 0;
    }

    @Override
    public List<String> words() {
        return List.of(word);
    }

    @Override
    public String line() {
        return line;
    }

    @Override
    public int cursor() {
        return cursor;
    }

    @Override
    public CharSequence escape(CharSequence candidate, boolean complete) {
        return candidate;
    }

    @Override
    public int rawWordCursor() {
        return word.length();
    }

    @Override
    public int rawWordLength() {
        return word.length();
    }
}
