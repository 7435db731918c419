package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What follows the words that a statement has up to the cursor, where that is a matter of its words alone. */
final class ContextRules {
    private static final List<Rule> RULES = read();

    private record Rule(Pattern before, List<String> answers) {}

    /**
     * What fits.
     *
     * @param answers words, and kinds of names as {@code <tables>}
     * @param table the table that is meant, if the rule names one, else empty
     */
    record Fit(List<String> answers, String table) {}

    private ContextRules() {}

    private static List<Rule> read() {
        List<Rule> rules = new ArrayList<>();
        for (String line : Keywords.lines("rules.txt")) {
            String[] parts = line.split("\t", -1);
            List<String> answers = parts.length < 2 ? List.of() : List.of(parts[1].split("\\|", -1));
            rules.add(new Rule(Pattern.compile(parts[0]), answers));
        }
        return rules;
    }

    /** Returns what fits behind the tokens up to {@code last}. */
    static Optional<Fit> behind(SqlTokens tokens, int last) {
        String line = line(tokens, last);
        for (Rule rule : RULES) {
            Matcher matcher = rule.before.matcher(line);
            if (matcher.find()) {
                boolean names = rule.answers.contains("<columns>") && matcher.groupCount() > 0;
                return Optional.of(new Fit(rule.answers, names ? matcher.group(1) : ""));
            }
        }
        return Optional.empty();
    }

    /** Returns the words as the rules describe them. */
    private static String line(SqlTokens tokens, int last) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i <= last; ) {
            boolean isJoined = tokens.is(i, ".") || tokens.is(i - 1, ".");
            line.append(line.isEmpty() || isJoined ? "" : " ");
            int partner = tokens.partner(i);
            if (partner > i && partner <= last) {
                line.append(tokens.is(i, "(") ? "()" : "[]");
                i = partner + 1;
                continue;
            }
            line.append(
                    switch (tokens.kind(i)) {
                        case STRING -> "''";
                        case QUOTED_NAME -> tokens.word(i);
                        default -> tokens.upper(i);
                    });
            i++;
        }
        return line.toString();
    }
}
