package dev.tarn.shell.edit;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Long texts that were pasted: a line editor that shows megabytes is of no use to anybody, so that a comment stands for each
 * of them while a statement is typed.
 */
final class Pastes {
    /** From how many characters on a comment stands for a text. */
    static final int LONG = 20_000;

    private static final int MOST_KEPT = 20;
    private static final Pattern MARK = Pattern.compile("/\\* pasted text (\\d+): [0-9,]+ characters \\*/");

    private final List<String> texts = new ArrayList<>();

    /** Returns what stands for a text: itself, or a comment. */
    String shorten(String text) {
        if (text.length() < LONG) {
            return text;
        }
        texts.add(text);
        if (texts.size() > MOST_KEPT) {
            texts.set(texts.size() - 1 - MOST_KEPT, null);
        }
        return String.format(Locale.ROOT, "/* pasted text %d: %,d characters */", texts.size(), text.length());
    }

    /** Returns whether a line has a comment in it that stands for a text. */
    static boolean isIn(String line) {
        return MARK.matcher(line).find();
    }

    /** Returns a line with the texts in it that comments stand for. */
    String expand(String line) {
        if (texts.isEmpty()) {
            return line;
        }
        return MARK.matcher(line).replaceAll(match -> {
            int number = Integer.parseInt(match.group(1));
            String text = number <= texts.size() ? texts.get(number - 1) : null;
            return Matcher.quoteReplacement(text == null ? match.group() : text);
        });
    }
}
