package dev.tarn.spi.metastore;

import java.time.Instant;

/**
 * A business attribute.
 *
 * @param name lower case, as {@link #OWNER}, or any other
 * @param time when it was set, in milliseconds
 * @param user who set it
 */
public record Attribute(AttributeTarget target, String name, String value, Instant time, String user) {
    /** Who answers for it. */
    public static final String OWNER = "owner";
    /** Who looks after it. */
    public static final String STEWARD = "steward";
    /** What it means. */
    public static final String DEFINITION = "definition";
    /** How it has to be protected. */
    public static final String SENSITIVITY = "sensitivity";
}
