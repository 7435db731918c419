package dev.tarn.shell.session;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jline.utils.Levenshtein;

/** Guesses which name was meant by what was typed. */
public final class NearNames {
    private static final int MOST_EDITS = 2;

    private NearNames() {}

    /** Returns which of {@code names} {@code typed} was most probably meant to be, in any case. */
    public static Optional<String> nearest(String typed, Collection<String> names) {
        String lower = typed.toLowerCase(Locale.ROOT);
        List<String> near = new ArrayList<>();
        for (String name : names) {
            boolean begins = lower.length() > 1 && name.toLowerCase(Locale.ROOT).startsWith(lower);
            if (begins || edits(lower, name) <= Math.min(MOST_EDITS, lower.length() / 2)) {
                near.add(name);
            }
        }
        return near.stream().min(Comparator.comparingInt(name -> edits(lower, name)));
    }

    private static int edits(String lower, String name) {
        return Levenshtein.distance(lower, name.toLowerCase(Locale.ROOT));
    }

    /** Returns {@code "; did you mean x?"}, or {@code otherwise} where nothing is near. */
    public static String hint(String typed, Collection<String> names, String otherwise) {
        return nearest(typed, names).map(name -> "; did you mean " + name + "?").orElse(otherwise);
    }
}
