package dev.tarn.format.orc;

import com.aayushatharva.brotli4j.Brotli4jLoader;
import java.io.IOException;
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
import java.util.Map;
import org.apache.hadoop.hive.common.type.HiveDecimal;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DecimalColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.DoubleColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.TimestampColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.UnionColumnVector;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;

/** A file with a column of every type, and the values that it must be read as. */
final class AllTypes {
    static final String SCHEMA = "struct<bo:boolean,ti:tinyint,sm:smallint,i:int,l:bigint,f:float,d:double,s:string,"
            + "ch:char(6),vc:varchar(5),bin:binary,dt:date,ts:timestamp,tz:timestamp with local time zone,"
            + "d18:decimal(18,3),d38:decimal(38,6),li:array<int>,ls:array<string>,m:map<string,bigint>,"
            + "st:struct<a:int,b:string,c:struct<x:double,y:string>>,u:uniontype<int,string>,direct:string>";

    private AllTypes() {}

    /** Returns the codecs that can be written here: Brotli's writer is a library for some platforms. */
    static List<CompressionKind> codecs() {
        return Arrays.stream(CompressionKind.values())
                .filter(codec -> codec != CompressionKind.BROTLI || Brotli4jLoader.isAvailable())
                .toList();
    }

    static byte[] write(int rows, CompressionKind codec, OrcFile.Version version, int stride) throws IOException {
        return OrcFiles.write(
                SCHEMA,
                rows,
                options -> options.compress(codec).version(version).rowIndexStride(stride),
                (batch, first) -> {
                    List<List<Object>> values = new ArrayList<>();
                    for (int i = 0; i < batch.size; i++) {
                        values.add(row((int) first + i));
                    }
                    for (int c = 0; c < batch.cols.length; c++) {
                        for (int i = 0; i < batch.size; i++) {
                            set(batch.cols[c], i, values.get(i).get(c), batch.size);
                        }
                    }
                });
    }

    static List<List<Object>> rows(int count) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            rows.add(row(i));
        }
        return rows;
    }

    /** Returns the row's values; each column is NULL in some rows. */
    static List<Object> row(int n) {
        List<Object> row = new ArrayList<>(Arrays.asList(
                n % 2 == 0,
                (long) (byte) (n * 7),
                (long) (short) (n * 77),
                (long) n * -1000003 % 1000000007,
                n * 0x9E3779B97F4A7C15L,
                n / 8f,
                n / 3.0,
                "text " + n % 13,
                "c" + n % 9,
                "Łó" + n % 7,
                Arrays.toString(new byte[] {(byte) n, 0, (byte) (n >> 8)}),
                LocalDate.of(1850, 1, 1).plusDays(n * 31L),
                LocalDateTime.of(1931, 2, 3, 4, 5, 6, 789_123_000).plusSeconds(n * 86_399L),
                LocalDateTime.of(2001, 12, 31, 23, 59, 59, 1_000).plusSeconds(n * 3_601L),
                new BigDecimal(BigInteger.valueOf(n * 1_234_567_891L - 500_000_000_000L), 3),
                new BigDecimal(
                        BigInteger.valueOf(n - 50L)
                                .multiply(BigInteger.TEN.pow(28))
                                .add(BigInteger.valueOf(n)),
                        6),
                list(n),
                texts(n),
                map(n),
                Arrays.asList(
                        (long) n, n % 4 == 0 ? null : "b" + n, n % 5 == 0 ? null : Arrays.asList(n * 0.5, "y" + n)),
                n % 2 == 0 ? Arrays.asList(0L, (long) n, null) : Arrays.asList(1L, null, "u" + n),
                "direct " + n * 7919L));
        for (int c = 0; c < row.size(); c++) {
            if ((n + c) % 11 == 3) {
                row.set(c, null);
            }
        }
        return row;
    }

    private static List<Object> list(int n) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < n % 5; i++) {
            list.add(i == 2 ? null : (long) n + i);
        }
        return list;
    }

    private static List<Object> texts(int n) {
        List<Object> list = new ArrayList<>();
        for (int i = 0; i < n % 3; i++) {
            list.add(i == 1 && n % 2 == 0 ? null : "e" + (n + i) % 10);
        }
        return list;
    }

    private static Map<Object, Object> map(int n) {
        Map<Object, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < n % 4; i++) {
            map.put("k" + i, i == 1 ? null : n * 10L + i);
        }
        return map;
    }

    private static void set(ColumnVector vector, int at, Object value, int batch) {
        if (value == null) {
            vector.isNull[at] = true;
            vector.noNulls = false;
            return;
        }
        if (vector instanceof Decimal64ColumnVector narrow) {
            narrow.vector[at] = ((BigDecimal) value).unscaledValue().longValueExact();
        } else if (vector instanceof DecimalColumnVector wide) {
            wide.set(at, HiveDecimal.create((BigDecimal) value));
        } else if (vector instanceof LongColumnVector numbers) {
            numbers.vector[at] = value instanceof Boolean flag
                    ? flag ? 1 : 0
                    : value instanceof LocalDate date ? date.toEpochDay() : (Long) value;
        } else if (vector instanceof DoubleColumnVector numbers) {
            numbers.vector[at] = ((Number) value).doubleValue();
        } else if (vector instanceof TimestampColumnVector times) {
            LocalDateTime time = (LocalDateTime) value;
            times.setIsUTC(true);
            times.time[at] = time.toEpochSecond(ZoneOffset.UTC) * 1000 + time.getNano() / 1_000_000;
            times.nanos[at] = time.getNano() + 321;
        } else if (vector instanceof BytesColumnVector texts) {
            byte[] bytes = bytes((String) value);
            texts.setRef(at, bytes, 0, bytes.length);
        } else if (vector instanceof ListColumnVector lists) {
            List<?> list = (List<?>) value;
            start(lists.offsets, lists.lengths, at, lists.childCount, list.size());
            lists.childCount += list.size();
            lists.child.ensureSize(lists.childCount, true);
            for (int i = 0; i < list.size(); i++) {
                set(lists.child, (int) lists.offsets[at] + i, list.get(i), batch);
            }
        } else if (vector instanceof MapColumnVector maps) {
            Map<?, ?> map = (Map<?, ?>) value;
            start(maps.offsets, maps.lengths, at, maps.childCount, map.size());
            maps.childCount += map.size();
            maps.keys.ensureSize(maps.childCount, true);
            maps.values.ensureSize(maps.childCount, true);
            int i = (int) maps.offsets[at];
            for (Map.Entry<?, ?> entry : map.entrySet()) {
                set(maps.keys, i, entry.getKey(), batch);
                set(maps.values, i++, entry.getValue(), batch);
            }
        } else if (vector instanceof StructColumnVector structs) {
            List<?> fields = (List<?>) value;
            for (int i = 0; i < structs.fields.length; i++) {
                set(structs.fields[i], at, fields.get(i), batch);
            }
        } else if (vector instanceof UnionColumnVector unions) {
            List<?> fields = (List<?>) value;
            unions.tags[at] = ((Long) fields.get(0)).intValue();
            set(unions.fields[unions.tags[at]], at, fields.get(unions.tags[at] + 1), batch);
        }
    }

    private static void start(long[] offsets, long[] lengths, int at, int offset, int length) {
        offsets[at] = offset;
        lengths[at] = length;
    }

    private static byte[] bytes(String value) {
        if (!value.startsWith("[")) {
            return value.getBytes(StandardCharsets.UTF_8);
        }
        String[] parts = value.substring(1, value.length() - 1).split(", ");
        byte[] bytes = new byte[parts.length];
        for (int i = 0; i < parts.length; i++) {
            bytes[i] = Byte.parseByte(parts[i]);
        }
        return bytes;
    }
}
