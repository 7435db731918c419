package dev.tarn.spi.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Finds the names that a mistyped one may have meant. */
public final class NearestNames {
    private static final int MOST = 3;

    private NearestNames() {}

    /** Returns up to three of {@code names} that are near {@code wanted}, without regard to case, the nearest first. */
    public static List<String> of(String wanted, Collection<String> names) {
        record Candidate(String name, int distance) {}
        String lower = wanted.toLowerCase(Locale.ROOT);
        int limit = Math.max(1, lower.length() / 3 + 1);
        List<Candidate> near = new ArrayList<>();
        for (String name : names) {
            String candidate = name.toLowerCase(Locale.ROOT);
            int distance =
                    Math.abs(candidate.length() - lower.length()) > limit ? limit + 1 : distance(lower, candidate);
            boolean contained = lower.length() >= 3 && candidate.contains(lower)
                    || candidate.length() >= 3 && lower.contains(candidate);
            if (distance > limit && contained) {
                distance = limit;
            }
            if (distance <= limit && distance < Math.max(lower.length(), candidate.length())) {
                near.add(new Candidate(name, distance));
            }
        }
        near.sort(Comparator.comparingInt(Candidate::distance).thenComparing(Candidate::name));
        return near.stream().limit(MOST).map(Candidate::name).toList();
    }

    /** Returns {@code "; did you mean a, b or c?"}, or the empty string if no name is near. */
    public static String hint(String wanted, Collection<String> names) {
        List<String> near = of(wanted, names);
        if (near.isEmpty()) {
            return "";
        }
        StringBuilder text = new StringBuilder("; did you mean ");
        for (int i = 0; i < near.size(); i++) {
            text.append(i == 0 ? "" : i == near.size() - 1 ? " or " : ", ").append(near.get(i));
        }
        return text.append('?').toString();
    }

    /** Returns how many insertions, deletions, changes and swaps of neighbours turn one text into the other. */
    static int distance(String left, String right) {
        int[][] cost = new int[left.length() + 1][right.length() + 1];
        for (int i = 0; i <= left.length(); i++) {
            for (int j = 0; j <= right.length(); j++) {
                if (i == 0 || j == 0) {
                    cost[i][j] = i + j;
                    continue;
                }
                int change = left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1;
                int best = Math.min(cost[i - 1][j - 1] + change, Math.min(cost[i - 1][j], cost[i][j - 1]) + 1);
                if (i > 1
                        && j > 1
                        && left.charAt(i - 1) == right.charAt(j - 2)
                        && left.charAt(i - 2) == right.charAt(j - 1)) {
                    best = Math.min(best, cost[i - 2][j - 2] + 1);
                }
                cost[i][j] = best;
            }
        }
        return cost[left.length()][right.length()];
    }
}
