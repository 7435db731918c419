package dev.tarn.shell.script;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What follows a command's name on its line. Words are parted by blanks; {@code 'single quotes'} keep blanks and are taken
 * off; double quotes keep blanks and stay, as they are part of names. Immutable.
 */
public final class Arguments {
    private final String text;
    private final List<String> words;
    private final List<Integer> starts;

    private Arguments(String text, List<String> words, List<Integer> starts) {
        this.text = text;
        this.words = List.copyOf(words);
        this.starts = List.copyOf(starts);
    }

    /** Cuts {@code text} into words. */
    public static Arguments of(String text) {
        List<String> words = new ArrayList<>();
        List<Integer> starts = new ArrayList<>();
        int at = 0;
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                at++;
                continue;
            }
            starts.add(at);
            StringBuilder word = new StringBuilder();
            at = word(text, at, word);
            words.add(word.toString());
        }
        return new Arguments(text.strip(), words, starts);
    }

    private static int word(String text, int start, StringBuilder word) {
        int at = start;
        char quote = 0;
        for (; at < text.length(); at++) {
            char c = text.charAt(at);
            if (quote == 0 && Character.isWhitespace(c)) {
                break;
            }
            if (quote == 0 && (c == '\'' || c == '"')) {
                quote = c;
                word.append(c == '"' ? "\"" : "");
            } else if (c == quote && at + 1 < text.length() && text.charAt(at + 1) == quote) {
                word.append(c == '"' ? "\"\"" : "'");
                at++;
            } else if (c == quote) {
                quote = 0;
                word.append(c == '"' ? "\"" : "");
            } else {
                word.append(c);
            }
        }
        return at;
    }

    public int count() {
        return words.size();
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** Returns a word, counted from 0, if there are so many. */
    public Optional<String> word(int index) {
        return index < words.size() ? Optional.of(words.get(index)) : Optional.empty();
    }

    public List<String> words() {
        return words;
    }

    /** Returns whether a word, counted from 0, begins with a quote that was taken off. */
    public boolean isQuoted(int index) {
        return text.charAt(starts.get(index) - leading()) == '\'';
    }

    /** Returns everything as it was typed, from a word on. */
    public String from(int index) {
        if (index == 0) {
            return text;
        }
        return index < words.size() ? text.substring(Math.min(text.length(), starts.get(index) - leading())) : "";
    }

    private int leading() {
        return starts.isEmpty() ? 0 : starts.get(0);
    }
}
