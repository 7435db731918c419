package dev.tarn.spi.split;

import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * A column to read, or one field within a column of ROWs.
 *
 * <p>A ROW type may name fewer fields than the file has: the others are not read. Fields are found by name, regardless of
 * case; one that the file lacks is NULL.
 *
 * @param name its name in the table, lower case; a source without it delivers NULLs
 * @param path the names of the fields that lead from the column to what is read, each within the one before; empty for
 *     the column itself. Where a ROW on the way is NULL the value is NULL. Only for a format that
 *     {@linkplain dev.tarn.spi.format.FileFormat#readsFieldPaths reads} them
 * @param type the type to deliver: values of a narrower type in the file are widened to it
 * @param layout the layout to deliver; for DECIMAL LONG only where statistics prove that all values fit
 */
public record ScanColumn(String name, List<String> path, Type type, Layout layout) {
    public ScanColumn {
        path = List.copyOf(path);
    }

    public ScanColumn(String name, Type type, Layout layout) {
        this(name, List.of(), type, layout);
    }

    public static ScanColumn of(String name, Type type) {
        return new ScanColumn(name, type, type.defaultLayout());
    }
}
