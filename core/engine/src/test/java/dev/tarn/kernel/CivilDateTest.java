package dev.tarn.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import org.junit.jupiter.api.Test;

class CivilDateTest {
    @Test
    void agreesWithTheCalendarOfTheJdk() {
        for (int day = -300_000; day < 300_000; day++) {
            LocalDate date = LocalDate.ofEpochDay(day);
            long civil = CivilDate.fromDay(day);
            assertEquals(date.getYear(), CivilDate.year(civil));
            assertEquals(date.getMonthValue(), CivilDate.month(civil));
            assertEquals(date.getDayOfMonth(), CivilDate.dayOfMonth(civil));
            assertEquals(date.getYear(), CivilDate.yearOfDay(day));
            assertEquals(day, CivilDate.toDay(date.getYear(), date.getMonthValue(), date.getDayOfMonth()));
        }
    }

    @Test
    void takesTheYearOfTheFirstAndLastDay() {
        assertEquals(LocalDate.ofEpochDay(Integer.MIN_VALUE).getYear(), CivilDate.yearOfDay(Integer.MIN_VALUE));
        assertEquals(LocalDate.ofEpochDay(Integer.MAX_VALUE).getYear(), CivilDate.yearOfDay(Integer.MAX_VALUE));
    }
}
