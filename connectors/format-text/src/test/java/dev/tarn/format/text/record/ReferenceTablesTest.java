package dev.tarn.format.text.record;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.format.text.ion.IonFormat;
import dev.tarn.format.text.json.JsonFormat;
import dev.tarn.format.text.xml.XmlFormat;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.testkit.AllocatorExtension;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Holds the tables of types in docs/reference/json.md, xml.md and ion.md to what is read: each value as each type. */
@ExtendWith(AllocatorExtension.class)
class ReferenceTablesTest {
    private static final Map<String, Type> TYPES = Map.ofEntries(
            Map.entry("boolean", Type.BOOLEAN),
            Map.entry("tinyint", Type.TINYINT),
            Map.entry("smallint", Type.SMALLINT),
            Map.entry("integer", Type.INTEGER),
            Map.entry("bigint", Type.BIGINT),
            Map.entry("real", Type.REAL),
            Map.entry("double", Type.DOUBLE),
            Map.entry("decimal(p, s)", Type.decimal(30, 4)),
            Map.entry("varchar", Type.VARCHAR),
            Map.entry("varchar(n)", Type.varchar(3)),
            Map.entry("char(n)", Type.charType(3)),
            Map.entry("varbinary", Type.VARBINARY),
            Map.entry("date", Type.DATE),
            Map.entry("time(p)", Type.TIME),
            Map.entry("timestamp(p)", Type.timestamp(6)),
            Map.entry("array(T)", Type.array(Type.INTEGER)),
            Map.entry("row(...)", Type.row(new TypeField("a", Type.VARCHAR))),
            Map.entry("map(K, V)", Type.map(Type.VARCHAR, Type.BIGINT)));

    private record Row(String value, String found, List<String> declared) {}

    private static List<Row> rows(String page) throws IOException {
        Path path = Path.of(System.getProperty("tarn.test.root", "."), "docs", "reference", page);
        List<Row> rows = new ArrayList<>();
        boolean inTable = false;
        for (String line : Files.readAllLines(path)) {
            inTable = line.contains("| is found to be |") || inTable && line.startsWith("|");
            if (inTable && line.startsWith("| `")) {
                String[] cells = line.substring(1, line.length() - 1).split("\\|");
                String value = cells[0].strip();
                rows.add(new Row(
                        value.substring(1, value.length() - 1),
                        cells[1].strip(),
                        List.of(cells[2].strip().split(", (?!s\\)|V\\))"))));
            }
        }
        assertTrue(rows.size() > 5, page);
        return rows;
    }

    private static void check(String page, FileFormat format, String before, String after, BufferAllocator allocator)
            throws IOException {
        for (Row row : rows(page)) {
            String content = before + row.value() + after;
            assertEquals(
                    row.found(), new TextTable(format, "x", content).inferred().get("v"), row.toString());
            for (String declared : row.declared()) {
                Type type = TYPES.get(declared);
                assertTrue(type != null, declared);
                List<List<Object>> read =
                        new TextTable(format, "x", content).column("v", type).rows(allocator);
                assertEquals(row.value().equals("null"), read.get(0).get(0) == null, row.value() + " as " + declared);
            }
        }
    }

    @Test
    void json(BufferAllocator allocator) throws IOException {
        check("json.md", new JsonFormat(), "{\"v\":", "}", allocator);
    }

    @Test
    void xml(BufferAllocator allocator) throws IOException {
        check("xml.md", new XmlFormat(), "<r><x><v>", "</v></x><x/></r>", allocator);
    }

    @Test
    void ion(BufferAllocator allocator) throws IOException {
        check("ion.md", new IonFormat(), "{v:", "}", allocator);
    }
}
