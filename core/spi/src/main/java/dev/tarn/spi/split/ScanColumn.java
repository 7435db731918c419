package dev.tarn.spi.split;

import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/**
 * A column to read.
 *
 * @param name its name in the table, lower case; a source without it delivers NULLs
 * @param type the type to deliver: values of a narrower type in the file are widened to it
 * @param layout the layout to deliver; for DECIMAL LONG only where statistics prove that all values fit
 */
public record ScanColumn(String name, Type type, Layout layout) {
    public static ScanColumn of(String name, Type type) {
        return new ScanColumn(name, type, type.defaultLayout());
    }
}
