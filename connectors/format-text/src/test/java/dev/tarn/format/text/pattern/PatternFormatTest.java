package dev.tarn.format.text.pattern;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.tarn.format.text.Reading;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.type.Type;
import dev.tarn.testkit.AllocatorExtension;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.apache.arrow.memory.BufferAllocator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(AllocatorExtension.class)
class PatternFormatTest {
    private static List<List<Object>> read(
            BufferAllocator allocator,
            FileFormat format,
            String text,
            Map<String, String> properties,
            ColumnSchema... columns) {
        return new Reading(allocator, format)
                .rows(
                        "x.log",
                        text.getBytes(StandardCharsets.UTF_8),
                        new FormatOptions(null, properties, List.of(columns)));
    }

    private static List<Object> row(Object... values) {
        return Arrays.asList(values);
    }

    private static ColumnSchema column(String name, Type type) {
        return ColumnSchema.of(name, type);
    }

    @Test
    void takesLinesApart(BufferAllocator allocator) {
        Map<String, String> properties = Map.of("input.regex", "(\\S+) \\[([^\\]]*)\\] (\\d+|-)(?: (.*))?");
        ColumnSchema[] columns = {
            column("host", Type.VARCHAR),
            column("at", Type.VARCHAR),
            column("bytes", Type.INTEGER),
            column("rest", Type.VARCHAR)
        };
        String text = "h1 [now] 12 é\r\nh2 [then] -\nno match\nhé [é] 7 x";
        for (long part : new long[] {0, 1, 5, 20}) {
            assertEquals(
                    List.of(
                            row("h1", "now", 12L, "é"),
                            row("h2", "then", null, null),
                            row(null, null, null, null),
                            row("hé", "é", 7L, "x")),
                    read(allocator, new RegexFormat(part), text, properties, columns));
        }
        assertEquals(
                List.of(row("H")),
                read(
                        allocator,
                        new RegexFormat(),
                        "XH\n",
                        Map.of("input.regex", "x(.*)", "input.regex.case.insensitive", "true"),
                        column("a", Type.VARCHAR)));
    }

    @Test
    void leavesOutFooterLines(BufferAllocator allocator) {
        ColumnSchema[] columns = {column("a", Type.BIGINT)};
        String text = "head\n1\n2\r\n3\nsum\nend";
        for (String ending : List.of("", "\n", "\r\n")) {
            for (int footer = 0; footer < 9; footer++) {
                Map<String, String> properties = Map.of(
                        "input.regex",
                        "(\\w+)",
                        "skip.header.line.count",
                        "1",
                        "skip.footer.line.count",
                        String.valueOf(footer));
                List<List<Object>> all = List.of(row(1L), row(2L), row(3L), row((Object) null), row((Object) null));
                List<List<Object>> expected = all.subList(0, Math.max(0, 5 - footer));
                assertEquals(expected, read(allocator, new RegexFormat(2), text + ending, properties, columns));
            }
        }
        assertEquals(
                List.of(row(1L)),
                read(
                        allocator,
                        new GrokFormat(),
                        "1\nlast\n",
                        Map.of("input.format", "%{NUMBER:a}", "skip.footer.line.count", "1"),
                        columns));
    }

    @Test
    void doesWithOtherLinesAsThePolicySays(BufferAllocator allocator) {
        String text = "a=1\nb\nc=x\nd=4\n";
        ColumnSchema[] columns = {column("k", Type.VARCHAR), column("v", Type.BIGINT)};
        assertEquals(
                List.of(row("a", 1L), row("d", 4L)),
                read(
                        allocator,
                        new RegexFormat(),
                        text,
                        Map.of("input.regex", "(.*)=(.*)", "bad_records", "skip"),
                        columns));
        for (String failing : List.of("a=1\nb\n", "c=x\n")) {
            TarnException failure = assertThrows(
                    TarnException.class,
                    () -> read(
                            allocator,
                            new RegexFormat(),
                            failing,
                            Map.of("input.regex", "(.*)=(.*)", "bad_records", "fail"),
                            columns));
            assertEquals(ErrorCode.HIVE_BAD_DATA, failure.code());
        }
    }

    @Test
    void takesLinesApartByGrok(BufferAllocator allocator) {
        Map<String, String> properties = Map.of(
                "input.format",
                "^%{SYSLOGBASE} %{POSTFIX_QUEUEID:queue_id}: %{GREEDYDATA:syslog_message}",
                "input.grokcustompatterns",
                "POSTFIX_QUEUEID [0-9A-F]{7,12}\nOTHER x");
        assertEquals(
                List.of(
                        row("Feb  9 07:15:00 m4eastmail postfix/cleanup[8472]:", "47ED4A1234", "message-id=<x>", "Feb"),
                        row(null, null, null, null)),
                read(
                        allocator,
                        new GrokFormat(),
                        "Feb  9 07:15:00 m4eastmail postfix/cleanup[8472]: 47ED4A1234: message-id=<x>\nother\n",
                        properties,
                        column("syslogbase", Type.VARCHAR),
                        column("queue_id", Type.VARCHAR),
                        column("syslog_message", Type.VARCHAR),
                        column("month", Type.VARCHAR)));
        assertEquals(
                List.of(row(200L, 1.5)),
                read(
                        allocator,
                        new GrokFormat(),
                        "status 200 took 1.5\n",
                        Map.of("input.format", "status %{INT:status:int} took %{NUMBER:took}"),
                        column("status", Type.INTEGER),
                        column("took", Type.DOUBLE)));
    }

    @Test
    void refusesExpressionsThatCannotBe(BufferAllocator allocator) {
        List<Map<String, String>> wrong = new ArrayList<>();
        wrong.add(Map.of());
        wrong.add(Map.of("input.regex", "("));
        wrong.add(Map.of("input.regex", "(a)(b)"));
        for (Map<String, String> properties : wrong) {
            TarnException failure = assertThrows(
                    TarnException.class,
                    () -> read(allocator, new RegexFormat(), "a", properties, column("a", Type.VARCHAR)));
            assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
        }
        TarnException failure = assertThrows(
                TarnException.class,
                () -> read(
                        allocator,
                        new GrokFormat(),
                        "a",
                        Map.of("input.format", "%{NO_SUCH:a}"),
                        column("a", Type.VARCHAR)));
        assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
    }
}
