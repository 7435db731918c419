package dev.tarn.format.text.json;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.format.text.record.TextTable;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import dev.tarn.testkit.Randomness;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Random records, written in every way that JSON allows, are read as they were, in any number of parts. */
@ExtendWith(AllocatorExtension.class)
class RandomJsonTest {
    private static final Type POINT = Type.row(
            new TypeField("x", Type.DOUBLE),
            new TypeField("y", Type.VARCHAR),
            new TypeField("z", Type.array(Type.BIGINT)));
    private static final Map<String, Type> COLUMNS = columns();

    private static Map<String, Type> columns() {
        Map<String, Type> columns = new LinkedHashMap<>();
        columns.put("id", Type.BIGINT);
        columns.put("name", Type.VARCHAR);
        columns.put("price", Type.DOUBLE);
        columns.put("yes", Type.BOOLEAN);
        columns.put("point", POINT);
        columns.put("tags", Type.map(Type.VARCHAR, Type.BIGINT));
        columns.put("points", Type.array(POINT));
        return columns;
    }

    private static Object random(Type type, Randomness random) {
        if (random.chance(0.15)) {
            return null;
        }
        return switch (type.kind()) {
            case BIGINT -> random.edgyLong(64);
            case DOUBLE -> {
                double value = random.edgyDouble();
                yield Double.isFinite(value) ? value : 1.25;
            }
            case BOOLEAN -> random.nextBoolean();
            case VARCHAR -> random.text(random.pick(0, 5, 30, 300));
            case ARRAY -> {
                List<Object> values = new ArrayList<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    values.add(random(type.fieldType(0), random));
                }
                yield values;
            }
            case MAP -> {
                Map<Object, Object> map = new LinkedHashMap<>();
                for (int i = random.nextInt(4); i > 0; i--) {
                    map.put(random.text(4), random(type.fieldType(1), random));
                }
                yield map;
            }
            default -> {
                List<Object> values = new ArrayList<>();
                type.fields().forEach(field -> values.add(random(field.type(), random)));
                yield values;
            }
        };
    }

    /** Writes JSON with random spaces, escapes, order and keys that nobody asks for. */
    private static final class Writer {
        private final Randomness random;
        private final boolean lines;
        private final StringBuilder out = new StringBuilder();

        Writer(Randomness random, boolean lines) {
            this.random = random;
            this.lines = lines;
        }

        private void space() {
            while (random.chance(0.1)) {
                out.append(random.pick(" ", "\t", "\r", lines ? " " : "\n"));
            }
        }

        private void token(String token) {
            space();
            out.append(token);
            space();
        }

        private void text(String text) {
            space();
            out.append('"');
            text.chars().forEach(this::character);
            out.append('"');
            space();
        }

        private void character(int c) {
            if (c < ' ' || c == '"' || c == '\\' || !Character.isSurrogate((char) c) && random.chance(0.02)) {
                out.append("\\u").append(String.format(Locale.ROOT, "%04x", c));
            } else {
                out.append((char) c);
            }
        }

        void fields(List<String> names, List<Type> types, List<?> values) {
            List<Integer> order = new ArrayList<>();
            for (int i = 0; i < names.size(); i++) {
                if (values.get(i) != null || random.nextBoolean()) {
                    order.add(i);
                }
            }
            if (random.chance(0.2)) {
                for (int i = order.size() - 1; i > 0; i--) {
                    Collections.swap(order, i, random.nextInt(i + 1));
                }
            }
            out.append('{');
            String separator = "";
            for (int i : order) {
                if (random.chance(0.1)) {
                    out.append(separator).append("\"other\":{\"id\":[1,\"}\\\\\",{}],\"x\":\"\\\"\"}");
                    separator = ",";
                }
                if (random.chance(0.03)) {
                    out.append(separator).append('"').append(names.get(i)).append("\":null");
                    separator = ",";
                }
                token(separator);
                text(names.get(i));
                token(":");
                value(types.get(i), values.get(i));
                separator = ",";
            }
            out.append('}');
        }

        private void value(Type type, Object value) {
            if (value == null) {
                token("null");
                return;
            }
            switch (type.kind()) {
                case VARCHAR -> text((String) value);
                case ARRAY -> {
                    out.append('[');
                    String separator = "";
                    for (Object element : (List<?>) value) {
                        token(separator);
                        value(type.fieldType(0), element);
                        separator = ",";
                    }
                    out.append(']');
                }
                case MAP -> {
                    Map<?, ?> map = (Map<?, ?>) value;
                    out.append('{');
                    String separator = "";
                    for (Map.Entry<?, ?> entry : map.entrySet()) {
                        token(separator);
                        text((String) entry.getKey());
                        token(":");
                        value(type.fieldType(1), entry.getValue());
                        separator = ",";
                    }
                    out.append('}');
                }
                case ROW ->
                    fields(
                            type.fields().stream().map(TypeField::name).toList(),
                            type.fields().stream().map(TypeField::type).toList(),
                            (List<?>) value);
                default -> token(value.toString());
            }
        }
    }

    private static List<List<Object>> randomRows(Randomness random) {
        List<List<Object>> rows = new ArrayList<>();
        for (int i = random.nextInt(200); i >= 0; i--) {
            List<Object> row = new ArrayList<>();
            COLUMNS.values().forEach(type -> row.add(random(type, random)));
            rows.add(row);
        }
        return rows;
    }

    private static String write(List<List<Object>> rows, Randomness random, boolean lines, boolean array) {
        Writer writer = new Writer(random, lines);
        List<String> names = List.copyOf(COLUMNS.keySet());
        List<Type> types = List.copyOf(COLUMNS.values());
        writer.out.append(array ? "[" : "");
        for (int i = 0; i < rows.size(); i++) {
            writer.out.append(array && i > 0 ? "," : "");
            writer.fields(names, types, rows.get(i));
            writer.out.append(lines ? "\n" : random.pick("", " ", "\n"));
        }
        return writer.out.append(array ? "]" : "").toString();
    }

    private static TextTable table(byte[] content, Randomness random) {
        TextTable table = new TextTable(new JsonFormat(random.between(50, 20_000)), "x.json", content);
        COLUMNS.forEach(table::column);
        return table.batchSize(random.between(1, 100));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void readsWhatWasWritten(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        List<List<Object>> rows = randomRows(random);
        for (boolean array : new boolean[] {false, true}) {
            boolean lines = !array && random.nextBoolean();
            byte[] content = write(rows, random, lines, array).getBytes(StandardCharsets.UTF_8);
            TextTable table = table(content, random);
            if (!array && !lines) {
                table.property("json.records", "sequence");
            }
            List<List<Object>> read = table.rows(allocator);
            assertEquals(rows.size(), read.size());
            for (int row = 0; row < rows.size(); row++) {
                for (int column = 0; column < COLUMNS.size(); column++) {
                    assertEquals(rows.get(row).get(column), read.get(row).get(column));
                }
            }
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void brokenBytesEndInRowsOrErrors(long seed, BufferAllocator allocator) {
        Randomness random = Randomness.ofSeed(seed);
        List<List<Object>> rows = randomRows(random);
        for (int i = 0; i < 60; i++) {
            boolean lines = random.nextBoolean();
            byte[] content =
                    write(rows, random, lines, !lines && random.nextBoolean()).getBytes(StandardCharsets.UTF_8);
            for (int flips = random.between(1, 5); flips > 0; flips--) {
                content[random.nextInt(content.length)] = (byte) random.nextInt();
            }
            TextTable table = table(content, random).property("bad_records", random.pick("fail", "null", "skip"));
            try {
                table.rows(allocator);
            } catch (TarnException e) {
                assertEquals(Set.of(ErrorCode.HIVE_BAD_DATA), Set.of(e.code()));
            }
            try {
                new TextTable(new JsonFormat(), "x.json", content).inferred();
            } catch (TarnException e) {
                assertEquals(ErrorCode.HIVE_BAD_DATA, e.code());
            }
        }
    }
}
