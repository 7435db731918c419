package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * A command with a cursor in it.
 *
 * @param name its name as it was typed, without the backslash or dot, and without a plus
 * @param words the whole words between the name and the one at the cursor
 * @param word what of the word at the cursor stands before it, with its quote
 * @param sqlStart the offset in the whole text of the statement that the cursor is in, if the command takes one; -1 for none
 */
record CommandPlace(String name, List<String> words, String word, int sqlStart) {
    /** The commands whose argument is one title of many words. */
    private static final Set<String> WITH_TITLES = Set.of("h", "help", "?");

    /** Looks at the command that begins at {@code start} with its backslash or dot. */
    static CommandPlace of(String text, int start, int cursor) {
        int end = start + 1;
        while (end < cursor && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String name = text.substring(Math.min(start + 1, cursor), end);
        if (end == cursor) {
            return new CommandPlace(name, List.of(), "", -1);
        }
        String plain = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
        if (WITH_TITLES.contains(plain)) {
            return new CommandPlace(
                    plain, List.of(), text.substring(end, cursor).stripLeading(), -1);
        }
        List<String> words = new ArrayList<>();
        int at = end;
        while (true) {
            while (at < cursor && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
            if (beginsStatement(text, at, cursor)) {
                return new CommandPlace(plain, words, "", at);
            }
            int stop = endOfWord(text, at, cursor);
            String word = text.substring(at, stop);
            if (stop == cursor) {
                return new CommandPlace(plain, words, word, -1);
            }
            words.add(word);
            at = stop;
        }
    }

    /** Returns whether a statement begins with these characters and a blank. */
    private static boolean beginsStatement(String text, int start, int cursor) {
        int end = start;
        while (end < cursor && Character.isLetter(text.charAt(end))) {
            end++;
        }
        return end < cursor
                && Character.isWhitespace(text.charAt(end))
                && Keywords.beginsStatement(text.substring(start, end));
    }

    private static int endOfWord(String text, int start, int limit) {
        char quote = 0;
        int at = start;
        while (at < limit) {
            char c = text.charAt(at);
            if (quote == 0 && Character.isWhitespace(c)) {
                break;
            }
            quote = quote == 0 && (c == '\'' || c == '"') ? c : c == quote ? 0 : quote;
            at++;
        }
        return at;
    }

    /** Returns whether the cursor is in the command's name. */
    boolean isInName(String text, int start, int cursor) {
        return text.substring(start, cursor).chars().noneMatch(Character::isWhitespace);
    }
}
