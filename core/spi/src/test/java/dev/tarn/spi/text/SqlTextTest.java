package dev.tarn.spi.text;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
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
}
