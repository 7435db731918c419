package dev.tarn.spi.metastore;

import java.util.Locale;

/**
 * Which attributes are wanted; null lets everything through.
 *
 * @param valuePart a part of the value, in any case
 */
public record AttributeFilter(String database, String relation, String column, String name, String valuePart) {
    public static AttributeFilter all() {
        return new AttributeFilter(null, null, null, null, null);
    }

    public boolean allows(Attribute attribute) {
        AttributeTarget target = attribute.target();
        return fits(database, target.database())
                && fits(relation, target.relation())
                && fits(column, target.column())
                && fits(name, attribute.name())
                && (valuePart == null || lower(attribute.value()).contains(lower(valuePart)));
    }

    private static boolean fits(String wanted, String there) {
        return wanted == null || wanted.equals(there);
    }

    private static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
