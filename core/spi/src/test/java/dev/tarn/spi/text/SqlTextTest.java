package dev.tarn.spi.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SqlTextTest {
    @Test
    void writesDaysAsTheJdkDoes() {
        for (long day = LocalDate.of(1890, 1, 1).toEpochDay(); day < 60_000; day++) {
            assertEquals(LocalDate.ofEpochDay(day).toString(), SqlText.ofDay(day));
        }
        for (int year = -402; year < 10_402; year++) {
            for (LocalDate date = LocalDate.of(year, 1, 1); date.getYear() == year; date = date.plusDays(29)) {
                assertEquals(date.toString(), SqlText.ofDay(date.toEpochDay()));
            }
            for (LocalDate edge : new LocalDate[] {LocalDate.of(year, 3, 1).minusDays(1), LocalDate.of(year, 12, 31)}) {
                assertEquals(edge.toString(), SqlText.ofDay(edge.toEpochDay()));
            }
        }
    }

    @Test
    void writesDecimalsAsTheJdkDoes() {
        long[] edges = {0, 1, -1, 9, 10, -10, 99, 100, 12345, Long.MAX_VALUE, Long.MIN_VALUE, Long.MIN_VALUE + 1};
        Random random = new Random(7);
        for (int scale = 0; scale <= 38; scale++) {
            for (long edge : edges) {
                assertEquals(BigDecimal.valueOf(edge, scale).toPlainString(), SqlText.ofDecimal(edge, scale));
            }
            for (int i = 0; i < 1_000; i++) {
                long value = random.nextLong() >> random.nextInt(64);
                assertEquals(BigDecimal.valueOf(value, scale).toPlainString(), SqlText.ofDecimal(value, scale));
            }
        }
    }
}
