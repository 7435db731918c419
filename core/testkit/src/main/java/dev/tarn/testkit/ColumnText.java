package dev.tarn.testkit;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;

/** Shows the values of batches as text, one form for each type; dates and times as the numbers that they are held as. */
public final class ColumnText {
    private ColumnText() {}

    /** Returns the selected rows. */
    public static List<List<String>> rows(Batch batch) {
        List<List<String>> rows = new ArrayList<>();
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selection() == null ? i : batch.selection().positions()[i];
            List<String> values = new ArrayList<>();
            for (Column column : batch.columns()) {
                values.add(text(column, row));
            }
            rows.add(values);
        }
        return rows;
    }

    /** Returns a value: NULL for none, lists as [a, b], maps as {k=v, ...} and rows as (name: value, ...). */
    public static String text(Column column, int row) {
        if (column.isNull(row)) {
            return "NULL";
        }
        TypeKind kind = column.type().kind();
        return switch (kind) {
            case BOOLEAN -> column.longAt(row) == 0 ? "false" : "true";
            case REAL, DOUBLE -> Double.toString(column.doubleAt(row));
            case DECIMAL -> {
                BigInteger unscaled = column.layout() == Layout.LONG
                        ? BigInteger.valueOf(column.longAt(row))
                        : BigInteger.valueOf(column.highAt(row))
                                .shiftLeft(64)
                                .add(new BigInteger(Long.toUnsignedString(column.lowAt(row))));
                yield new BigDecimal(unscaled, column.type().scale()).toPlainString();
            }
            case CHAR, VARCHAR -> new String(column.bytesAt(row), StandardCharsets.UTF_8);
            case VARBINARY -> HexFormat.of().withUpperCase().formatHex(column.bytesAt(row));
            case ARRAY, MAP, ROW -> nested(column, row);
            default -> Long.toString(column.longAt(row));
        };
    }

    /** Writes lists as [a, b], maps as {k=v, ...} and rows as (name: value, ...). */
    private static String nested(Column column, int row) {
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        long cell = flat.valuesAddress() + RawMemory.getInt(flat.offsetsAddress() + 4L * column.valueIndex(row));
        return cell(column.type(), cell);
    }

    private static String cell(Type type, long cell) {
        List<String> parts = new ArrayList<>();
        if (type.kind() == TypeKind.ROW) {
            CellBlock fields = new CellBlock(type);
            fields.toFields(cell);
            for (int i = 0; i < fields.count(); i++) {
                Type field = type.fieldType(i);
                String text = "NULL";
                if (!fields.isNull(i)) {
                    text = field.isNested()
                            ? cell(field, fields.address(i))
                            : leaf(field, fields.address(i), fields.length(i));
                }
                parts.add(type.fields().get(i).name() + ": " + text);
            }
            return "(" + String.join(", ", parts) + ")";
        }
        List<List<String>> blocks = new ArrayList<>();
        for (int k = 0; k < type.fields().size(); k++) {
            CellBlock block = new CellBlock(type.fieldType(k));
            if (type.kind() == TypeKind.ARRAY) {
                block.toElements(cell);
            } else if (k == 0) {
                block.toKeys(cell);
            } else {
                block.toValues(cell);
            }
            blocks.add(values(type.fieldType(k), block));
        }
        if (type.kind() == TypeKind.ARRAY) {
            return "[" + String.join(", ", blocks.get(0)) + "]";
        }
        for (int i = 0; i < blocks.get(0).size(); i++) {
            parts.add(blocks.get(0).get(i) + "=" + blocks.get(1).get(i));
        }
        return "{" + String.join(", ", parts) + "}";
    }

    private static List<String> values(Type type, CellBlock block) {
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < block.count(); i++) {
            if (block.isNull(i)) {
                texts.add("NULL");
            } else if (type.isNested()) {
                texts.add(cell(type, block.address(i)));
            } else {
                texts.add(leaf(type, block.address(i), block.length(i)));
            }
        }
        return texts;
    }

    private static String leaf(Type type, long address, int length) {
        if (type.defaultLayout().isFixedWidth()) {
            return text(Column.flat(type, type.defaultLayout(), 1, 0, address), 0);
        }
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(address, bytes, 0, length);
        return type.isText()
                ? new String(bytes, StandardCharsets.UTF_8)
                : HexFormat.of().withUpperCase().formatHex(bytes);
    }
}
