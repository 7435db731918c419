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
    private static final double LEAST_SHARE = 0.01;
    /** Before that the first files say little of the others. */
    private static final double LEAST_SECONDS = 1;
    /** How much of the speed is that of the last moment. */
    private static final double NEWEST = 0.1;

    private static final double NANOS_A_SECOND = 1e9;
    private static final String[] EIGHTHS = {"", "▏", "▎", "▍", "▌", "▋", "▊", "▉"};

    private final boolean isAscii;
    private Progress last;
    /** The first moment after planning. */
    private Progress first;

    private double rowsPerSecond;
    private double sharePerSecond;

    /** Makes the text of one statement; {@code isAscii} says that the bar is of characters of ASCII. */
    public ProgressText(boolean isAscii) {
        this.isAscii = isAscii;
    }

    /** Returns the line of a moment that is later than the ones before, as many columns wide as {@code width} at most. */
    public String line(Progress now, int width) {
        advance(now);
        if (!now.isPlanned()) {
            return "planning, " + Quantities.clock(now.elapsed());
        }
        List<String> parts = new ArrayList<>();
        if (now.share() > 0) {
            parts.add(bar(now.share()) + " " + percent(now.share()));
        }
        parts.add(time(now));
        if (now.rowsWritten() > 0) {
            parts.add(Quantities.count(now.rowsWritten()) + " rows, " + Quantities.bytes(now.bytesWritten())
                    + " written");
        }
        parts.add(Quantities.count(now.rows()) + " rows, " + Quantities.count(rowsPerSecond) + "/s");
        parts.add(Quantities.bytes(now.bytes()) + " read");
        if (now.requests() > 0) {
            parts.add(Quantities.count(now.requests()) + " requests");
        }
        if (now.dollars() >= 0 && now.requests() > 0) {
            parts.add("S3 " + Cost.dollars(now.dollars()));
        }
        parts.add(Quantities.bytes(now.memoryBytes()) + " memory");
        if (now.spilledBytes() > 0) {
            parts.add(Quantities.bytes(now.spilledBytes()) + " spilled");
        }
        String separator = isAscii ? " | " : " · ";
        while (parts.size() > 1 && String.join(separator, parts).length() > width) {
            parts.remove(parts.size() - 1);
        }
        String line = String.join(separator, parts);
        return line.substring(0, Math.min(line.length(), Math.max(0, width)));
    }

    private static double seconds(Progress progress) {
        return progress.elapsed().toNanos() / NANOS_A_SECOND;
    }

    private void advance(Progress now) {
        if (now.isPlanned() && first == null) {
            first = now;
        }
        if (last != null && last.isPlanned()) {
            double seconds = seconds(now) - seconds(last);
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

    private String time(Progress now) {
        String elapsed = Quantities.clock(now.elapsed());
        if (now.share() <= 0) {
            return "running, " + elapsed;
        }
        if (now.share() >= 1) {
            return elapsed + ", all is read";
        }
        double running = seconds(now) - seconds(first);
        double done = now.share() - first.share();
        if (done < LEAST_SHARE || running < LEAST_SECONDS) {
            return elapsed;
        }
        double average = done / running;
        double speed = sharePerSecond > 0 ? (sharePerSecond + average) / 2 : average;
        long left = (long) Math.ceil((1 - now.share()) / speed);
        return elapsed + ", about " + Quantities.clock(Duration.ofSeconds(left)) + " left";
    }

    private static String percent(double share) {
        return Math.min(100, (int) Math.floor(share * 100)) + " %";
    }

    private String bar(double share) {
        if (isAscii) {
            int full = (int) Math.floor(Math.min(1, share) * BAR_WIDTH);
            return "[" + "#".repeat(full) + ".".repeat(BAR_WIDTH - full) + "]";
        }
        int eighths = (int) Math.round(Math.min(1, share) * BAR_WIDTH * EIGHTHS.length);
        String full = "█".repeat(eighths / EIGHTHS.length) + EIGHTHS[eighths % EIGHTHS.length];
        return "▕" + full + " ".repeat(Math.max(0, BAR_WIDTH - full.length())) + "▏";
    }
}
