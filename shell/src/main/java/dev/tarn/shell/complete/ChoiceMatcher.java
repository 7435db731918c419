package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jline.reader.Candidate;
import org.jline.reader.CompletingParsedLine;
import org.jline.reader.CompletionMatcher;
import org.jline.reader.LineReader.Option;

/**
 * Chooses among candidates. Those of a {@link ShellCompleter} fit as they are; what is typed while a list of them is shown
 * makes them fewer. One thread.
 */
public final class ChoiceMatcher implements CompletionMatcher {
    private String typed = "";
    private boolean isChosen;
    private List<Candidate> matching = List.of();

    @Override
    public void compile(
            Map<Option, Boolean> options,
            boolean prefix,
            CompletingParsedLine line,
            boolean caseInsensitive,
            int errors,
            String originalGroupName) {
        typed = line.word().toLowerCase(Locale.ROOT);
        isChosen = line instanceof CursorWord;
    }

    @Override
    public List<Candidate> matches(List<Candidate> candidates) {
        matching =
                isChosen ? candidates : candidates.stream().filter(this::fits).toList();
        return new ArrayList<>(matching);
    }

    private boolean fits(Candidate candidate) {
        String value = candidate.value().toLowerCase(Locale.ROOT);
        return value.startsWith(typed) || Suggestions.hasInOrder(value, typed);
    }

    @Override
    public Candidate exactMatch() {
        return matching.stream()
                .filter(candidate -> candidate.complete() && candidate.value().equalsIgnoreCase(typed))
                .findFirst()
                .orElse(null);
    }

    @Override
    public String getCommonPrefix() {
        String common = matching.isEmpty() ? "" : matching.get(0).value();
        for (Candidate candidate : matching) {
            String value = candidate.value();
            int length = 0;
            int most = Math.min(common.length(), value.length());
            while (length < most && common.charAt(length) == value.charAt(length)) {
                length++;
            }
            common = common.substring(0, length);
        }
        return common;
    }
}
