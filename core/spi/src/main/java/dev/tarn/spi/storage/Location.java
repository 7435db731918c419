package dev.tarn.spi.storage;

import java.util.Objects;

/**
 * Where a file or folder is, as its storage writes it: {@code s3://bucket/key}, {@code file:///data/x}, or a local path
 * without a scheme. Immutable. A trailing slash makes no difference and is not kept.
 */
public record Location(String text) {
    public Location {
        Objects.requireNonNull(text, "text");
        int end = text.length();
        while (end > 1 && text.charAt(end - 1) == '/' && !text.startsWith("://", end - 3)) {
            end--;
        }
        text = text.substring(0, end);
    }

    /** Returns the scheme in lower case, {@code file} for a plain path. */
    public String scheme() {
        int colon = text.indexOf("://");
        return colon < 0 ? "file" : text.substring(0, colon).toLowerCase(java.util.Locale.ROOT);
    }

    /** Returns what follows {@code scheme://}, or the text itself. */
    public String path() {
        int colon = text.indexOf("://");
        return colon < 0 ? text : text.substring(colon + 3);
    }

    /** Returns the last part of the path. */
    public String name() {
        return text.substring(text.lastIndexOf('/') + 1);
    }

    /** Returns the location of {@code name} in this folder. */
    public Location child(String name) {
        return new Location(text.endsWith("/") ? text + name : text + "/" + name);
    }

    @Override
    public String toString() {
        return text;
    }
}
