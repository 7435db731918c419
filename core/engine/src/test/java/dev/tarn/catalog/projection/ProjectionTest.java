package dev.tarn.catalog.projection;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.file.RegisteredPartition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Domain.ByteText;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.predicate.TupleDomain;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.type.Type;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProjectionTest {
    private static final Instant NOW = Instant.parse("2024-03-31T12:34:56Z");

    private static Projection projection(Type type, String... properties) {
        Map<String, String> map = new HashMap<>();
        for (int i = 0; i < properties.length; i += 2) {
            map.put("projection.c." + properties[i], properties[i + 1]);
        }
        return new Projection(List.of(ColumnSchema.of("c", type)), map, new Location("s3://b/t/"), NOW);
    }

    private static List<String> folders(Projection projection, TupleDomain predicate) {
        return projection.find(predicate).stream()
                .map(RegisteredPartition::folder)
                .map(Location::text)
                .toList();
    }

    private static ByteText text(String text) {
        return new ByteText(text.getBytes(StandardCharsets.UTF_8));
    }

    private static TupleDomain between(String low, String high) {
        Range range = new Range(text(low), true, text(high), false);
        return new TupleDomain(Map.of("c", Domain.of(Type.VARCHAR, range)));
    }

    @Test
    void narrowsARangeThatNobodyCouldList() {
        Projection seconds = projection(
                Type.VARCHAR,
                "type",
                "date",
                "format",
                "yyyy-MM-dd-HH-mm-ss",
                "range",
                "0001-01-01-00-00-00,NOW",
                "interval",
                "1",
                "interval.unit",
                "SECONDS");
        assertEquals(
                List.of("s3://b/t/c=2024-01-01-00-00-58", "s3://b/t/c=2024-01-01-00-00-59"),
                folders(seconds, between("2024-01-01-00-00-58", "2024-01-01-00-01")));
        assertFalse(seconds.canFind(TupleDomain.all()));
        TarnException error = assertThrows(TarnException.class, () -> seconds.find(TupleDomain.all()));
        assertEquals(ErrorCode.EXCEEDED_LIMIT, error.code());
    }

    @Test
    void nowIsCutToTheFormat() {
        Projection months =
                projection(Type.VARCHAR, "type", "date", "format", "yyyy-MM", "range", "NOW-1MONTH, NOW + 1 MONTHS");
        assertTrue(months.canFind(TupleDomain.all()));
        assertEquals(
                List.of("s3://b/t/c=2024-02", "s3://b/t/c=2024-03", "s3://b/t/c=2024-04"),
                folders(months, TupleDomain.all()));
    }

    @Test
    void findsSingleValuesWhereTextDoesNotSort() {
        Projection days = projection(
                Type.VARCHAR, "type", "date", "format", "dd.MM.yyyy", "range", "01.01.1000,NOW", "interval", "1");
        TupleDomain two = new TupleDomain(
                Map.of("c", Domain.values(Type.VARCHAR, List.of(text("29.02.2024"), text("30.02.2024")))));
        assertEquals(List.of("s3://b/t/c=29.02.2024"), folders(days, two));
    }

    @Test
    void injectedValuesAreTheQuerys() {
        Projection injected = projection(Type.BIGINT, "type", "injected");
        TupleDomain two = new TupleDomain(Map.of("c", Domain.values(Type.BIGINT, List.of(7L, 9L))));
        assertEquals(List.of("s3://b/t/c=7", "s3://b/t/c=9"), folders(injected, two));
        TarnException error = assertThrows(TarnException.class, () -> injected.find(TupleDomain.all()));
        assertEquals(ErrorCode.CONSTRAINT_VIOLATION, error.code());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "nothing; ; projection.c.type",
                "integer; range=1; projection.c.range",
                "integer; range=a,b; projection.c.range",
                "integer; range=1,9|interval=0; projection.c.interval",
                "enum; ; projection.c.values",
                "date; range=2020,NOW; projection.c.format",
                "date; range=2020,NOW|format=yyyy; projection.c.interval",
                "date; range=2020,NOW|format=yyyy|interval=1|interval.unit=AGES; projection.c.interval.unit",
                "date; range=x,NOW|format=yyyy-MM-dd; projection.c.range",
                "date; range=NOW,NOW-1DAY|format=yyyy-MM-dd; projection.c.range"
            })
    void wrongPropertiesAreNamed(String type, String others, String name) {
        Map<String, String> properties = new HashMap<>();
        properties.put("projection.c.type", type);
        for (String each : others == null ? new String[0] : others.split("\\|")) {
            properties.put(
                    "Projection.C." + each.substring(0, each.indexOf('=')), each.substring(each.indexOf('=') + 1));
        }
        TarnException error = assertThrows(
                TarnException.class,
                () -> new Projection(List.of(ColumnSchema.of("c", Type.VARCHAR)), properties, new Location("/t"), NOW));
        assertEquals(ErrorCode.INVALID_PROPERTY, error.code());
        assertTrue(error.getMessage().contains(name), error.getMessage());
    }
}
