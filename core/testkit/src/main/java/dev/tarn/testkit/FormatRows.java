package dev.tarn.testkit;

import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.Encoding;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.memory.RawMemory;
import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanContext;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;

/** Reads files of one format, and makes Java objects of values: lists of ARRAYs and ROWs, maps of MAPs. */
public final class FormatRows {
    private final FileFormat format;
    private final String fileName;

    /** Makes one of a format, whose files are given a name. */
    public FormatRows(FileFormat format, String fileName) {
        this.format = format;
        this.fileName = fileName;
    }

    public FileMetadata metadata(byte[] file) {
        return format.readMetadata(new MemoryFile(fileName, file), FormatOptions.NONE, new ScanMetrics());
    }

    /** Reads all columns of a file as it has them. */
    public List<List<Object>> read(byte[] file, BufferAllocator allocator, int batchSize) {
        FileMetadata metadata = metadata(file);
        List<ScanColumn> columns = metadata.columns().stream()
                .map(column -> ScanColumn.of(column.name().toLowerCase(Locale.ROOT), column.type()))
                .toList();
        return read(file, metadata, request(columns, allocator, batchSize));
    }

    /** Asks for columns of all rows. */
    public static ScanRequest request(List<ScanColumn> columns, BufferAllocator allocator, int batchSize) {
        return new ScanRequest(
                columns, List.of(), new ScanContext(allocator, Runnable::run, batchSize, new ScanMetrics()));
    }

    /** Reads what is asked for, of all row groups. */
    public List<List<Object>> read(byte[] file, FileMetadata metadata, ScanRequest request) {
        List<List<Object>> rows = new ArrayList<>();
        for (int group = 0; group < metadata.rowGroupCount(); group++) {
            try (BatchSource source = format.open(new MemoryFile(fileName, file), metadata, group, request)) {
                for (Batch batch = source.next(); batch != null; batch = source.next()) {
                    append(batch, rows);
                }
            }
        }
        return rows;
    }

    private static void append(Batch batch, List<List<Object>> rows) {
        for (int i = 0; i < batch.selectedCount(); i++) {
            int row = batch.selection() == null ? i : batch.selection().positions()[i];
            List<Object> values = new ArrayList<>();
            for (Column column : batch.columns()) {
                values.add(value(column, row));
            }
            rows.add(values);
        }
    }

    /** Returns the value of a row, or null. */
    public static Object value(Column column, int row) {
        if (column.isNull(row)) {
            return null;
        }
        Column flat = column.encoding() == Encoding.FLAT ? column : column.dictionary();
        int index = column.valueIndex(row);
        if (column.layout() == Layout.BYTES) {
            int start = RawMemory.getInt(flat.offsetsAddress() + ((long) index << 2));
            int end = RawMemory.getInt(flat.offsetsAddress() + ((long) index + 1 << 2));
            return value(column.type(), Layout.BYTES, flat.valuesAddress() + start, end - start);
        }
        int width = column.layout().width();
        return value(column.type(), column.layout(), flat.valuesAddress() + (long) index * width, width);
    }

    private static Object value(Type type, Layout layout, long at, int length) {
        return switch (type.kind()) {
            case BOOLEAN -> RawMemory.getByte(at) != 0;
            case TINYINT, SMALLINT, INTEGER -> (long) RawMemory.getInt(at);
            case BIGINT, TIME -> RawMemory.getLong(at);
            case REAL -> RawMemory.getFloat(at);
            case DOUBLE -> RawMemory.getDouble(at);
            case DATE -> LocalDate.ofEpochDay(RawMemory.getInt(at));
            case TIMESTAMP -> time(RawMemory.getLong(at));
            case DECIMAL -> new BigDecimal(unscaled(layout, at), type.scale());
            case CHAR, VARCHAR -> new String(bytes(at, length), StandardCharsets.UTF_8);
            case VARBINARY -> Arrays.toString(bytes(at, length));
            case ARRAY, MAP, ROW -> nested(type, at);
            default -> throw new IllegalStateException(type.toString());
        };
    }

    private static LocalDateTime time(long micros) {
        return LocalDateTime.ofEpochSecond(
                Math.floorDiv(micros, 1_000_000L), (int) Math.floorMod(micros, 1_000_000L) * 1000, ZoneOffset.UTC);
    }

    private static BigInteger unscaled(Layout layout, long at) {
        if (layout == Layout.LONG) {
            return BigInteger.valueOf(RawMemory.getLong(at));
        }
        return BigInteger.valueOf(RawMemory.getLong(at + 8))
                .shiftLeft(64)
                .add(new BigInteger(Long.toUnsignedString(RawMemory.getLong(at))));
    }

    private static byte[] bytes(long at, int length) {
        byte[] bytes = new byte[length];
        RawMemory.copyToArray(at, bytes, 0, length);
        return bytes;
    }

    private static Object nested(Type type, long cell) {
        return switch (type.kind()) {
            case ARRAY -> {
                CellBlock block = new CellBlock(type.fieldType(0));
                block.toElements(cell);
                yield list(type.fieldType(0), block);
            }
            case MAP -> {
                CellBlock keys = new CellBlock(type.fieldType(0));
                keys.toKeys(cell);
                CellBlock values = new CellBlock(type.fieldType(1));
                values.toValues(cell);
                List<Object> keyList = list(type.fieldType(0), keys);
                List<Object> valueList = list(type.fieldType(1), values);
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = 0; i < keyList.size(); i++) {
                    map.put(keyList.get(i), valueList.get(i));
                }
                yield map;
            }
            default -> {
                CellBlock fields = new CellBlock(type);
                fields.toFields(cell);
                List<Object> row = new ArrayList<>();
                for (int i = 0; i < type.fields().size(); i++) {
                    Type field = type.fieldType(i);
                    row.add(
                            fields.isNull(i)
                                    ? null
                                    : value(field, field.defaultLayout(), fields.address(i), fields.length(i)));
                }
                yield row;
            }
        };
    }

    private static List<Object> list(Type type, CellBlock block) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < block.count(); i++) {
            list.add(block.isNull(i) ? null : value(type, type.defaultLayout(), block.address(i), block.length(i)));
        }
        return list;
    }
}
