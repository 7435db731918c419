package dev.tarn.sql.define;

import dev.tarn.spi.storage.Location;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;

/** Names for the tables that a crawl makes: the folder's, and a mark of its location where that is taken. */
final class CrawlNames {
    private static final int MARK_DIGITS = 8;

    private final Set<String> taken;
    private final String prefix;

    CrawlNames(Set<String> taken, String prefix) {
        this.taken = new HashSet<>(taken);
        this.prefix = prefix;
    }

    String of(Location location, String base) {
        String word = base.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
        String plain = prefix + (word.matches(".*[a-z0-9].*") ? word : "files");
        String name = Character.isDigit(plain.charAt(0)) ? "t" + plain : plain;
        String free = taken.contains(name) ? name + "_" + mark(location) : name;
        taken.add(free);
        return free;
    }

    private static String mark(Location location) {
        try {
            byte[] digest =
                    MessageDigest.getInstance("SHA-256").digest(location.text().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest).substring(0, MARK_DIGITS);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
