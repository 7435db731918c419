package dev.tarn.spi.metastore;

/**
 * Which attributes are wanted; null lets everything through.
 *
 * @param valuePart a part of the value, regardless of the case of ASCII letters
 */
public record AttributeFilter(String database, String relation, String column, String name, String valuePart) {
    public static AttributeFilter all() {
        return new AttributeFilter(null, null, null, null, null);
    }
}
