package dev.tarn.shell.progress;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * Puts progress into a line of text, and remembers how it went to say how fast the query is and how long it still takes.
 * One thread.
 */
public final class ProgressText {
    private static final int BAR_WIDTH = 20;
    private static final double LEAST_SHARE = 0.005;
    /** How much of the speed is that of the last moment. */
    private static final double NEWEST = 0.3;

    private static final double NANOS_A_SECOND = 1e9;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private Progress last;
    private double rowsPerSecond;
    private double sharePerSecond;

    /** Returns the line of a moment that is later than the ones before, as many columns wide as {@code width} at most. */
    public String line(Progress now, int width) {
        advance(now);
        if (!now.isPlanned()) {
            return "planning, " + Quantities.clock(now.elapsed());
        }
        List<String> parts = new ArrayList<>();
        parts.add(bar(now.share()) + " " + percent(now.share()));
        parts.add(timeLeft(now) == null ? Quantities.clock(now.elapsed()) : timeLeft(now));
        parts.add(Quantities.count(now.rows()) + " rows, " + Quantities.count(rowsPerSecond) + "/s");
        parts.add(Quantities.bytes(now.bytes()) + " read");
        if (now.requests() > 0) {
            parts.add(Quantities.count(now.requests()) + " requests");
        }
        parts.add(Quantities.bytes(now.memoryBytes()) + " memory");
        if (now.spilledBytes() > 0) {
            parts.add(Quantities.bytes(now.spilledBytes()) + " spilled");
        }
        while (parts.size() > 1 && String.join(" · ", parts).length() > width) {
            parts.remove(parts.size() - 1);
        }
        return String.join(" · ", parts);
    }

    private void advance(Progress now) {
        if (last != null && last.isPlanned()) {
            double seconds = (now.elapsed().toNanos() - last.elapsed().toNanos()) / NANOS_A_SECOND;
            if (seconds > 0) {
                rowsPerSecond = smoothed(rowsPerSecond, (now.rows() - last.rows()) / seconds);
                sharePerSecond = smoothed(sharePerSecond, Math.max(0, now.share() - last.share()) / seconds);
            }
        }
        last = now;
    }

    private static double smoothed(double before, double now) {
        return before == 0 ? now : before * (1 - NEWEST) + now * NEWEST;
    }

    private String timeLeft(Progress now) {
        if (now.share() < LEAST_SHARE || now.share() >= 1) {
            return null;
        }
        double average = now.share() / (now.elapsed().toNanos() / NANOS_A_SECOND);
        double speed = sharePerSecond > 0 ? (sharePerSecond + average) / 2 : average;
        long seconds = (long) Math.ceil((1 - now.share()) / speed);
        return Quantities.clock(now.elapsed()) + ", about " + Quantities.clock(Duration.ofSeconds(seconds)) + " left";
    }

    private static String percent(double share) {
        return Math.min(100, (int) Math.floor(share * 100)) + " %";
    }

    private static String bar(double share) {
        int eighths = (int) Math.round(Math.min(1, share) * BAR_WIDTH * EIGHTHS.length);
        String full = "█".repeat(eighths / EIGHTHS.length) + EIGHTHS[eighths % EIGHTHS.length];
        return "▕" + full + " ".repeat(Math.max(0, BAR_WIDTH - full.length())) + "▏";
    }
}
