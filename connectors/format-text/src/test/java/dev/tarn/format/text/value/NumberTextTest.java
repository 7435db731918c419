package dev.tarn.format.text.value;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.memory.RawMemory;
import dev.tarn.testkit.Randomness;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class NumberTextTest {
    private final ByteBuffer memory = ByteBuffer.allocateDirect(4096);
    private final long address = RawMemory.addressOf(memory) + 16;
    private final NumberText number = new NumberText();

    private int put(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        RawMemory.fill(RawMemory.addressOf(memory), 4096, (byte) '7');
        RawMemory.copyFromArray(bytes, 0, address, bytes.length);
        return bytes.length;
    }

    private boolean isLong(String text) {
        return number.parseLong(address, put(text));
    }

    private boolean isDouble(String text) {
        return number.parseDouble(address, put(text));
    }

    private boolean isDecimal(String text, int precision, int scale, boolean exact) {
        return number.parseDecimal(address, put(text), precision, scale, exact);
    }

    private BigDecimal decimal(int scale) {
        return new BigDecimal(
                BigInteger.valueOf(number.high)
                        .shiftLeft(64)
                        .or(BigInteger.valueOf(number.value)
                                .and(BigInteger.TWO.pow(64).subtract(BigInteger.ONE))),
                scale);
    }

    private long date(String text) {
        return TemporalText.date(address, put(text));
    }

    private long timestamp(String text, int precision, boolean exact) {
        return TemporalText.timestamp(address, put(text), precision, exact);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void parsesIntegersAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int i = 0; i < 2000; i++) {
            long value = random.edgyLong(random.between(2, 64));
            String text = (random.chance(0.1) && value >= 0 ? "+" : "") + value;
            assertTrue(isLong(random.chance(0.1) ? "  " + text + " " : text), text);
            assertEquals(value, number.value);
        }
    }

    @Test
    void refusesWhatIsNoInteger() {
        for (String text : List.of(
                "",
                " ",
                "-",
                "+",
                "1.0",
                "1x",
                "x1",
                "--1",
                "1 2",
                "9223372036854775808",
                "-9223372036854775809",
                "99999999999999999999",
                "0x10",
                "1e3",
                "12345678a",
                "١",
                "1,000")) {
            assertFalse(isLong(text), text);
        }
        assertTrue(isLong("000000000000000000000000000012"));
        assertEquals(12, number.value);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void parsesDoublesAsJavaDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int i = 0; i < 5000; i++) {
            String text =
                    switch (random.nextInt(5)) {
                        case 0 -> Double.toString(random.edgyDouble());
                        case 1 -> Double.toString(Double.longBitsToDouble(random.nextLong()));
                        case 2 -> random.edgyDecimal(random.between(1, 25)) + "e" + random.between(-340, 310);
                        case 3 ->
                            new BigDecimal(random.edgyDecimal(random.between(1, 17)), random.between(0, 20)).toString();
                        default ->
                            new BigDecimal(random.edgyDecimal(random.between(1, 9)), random.between(0, 9))
                                    .toPlainString();
                    };
            assertTrue(isDouble(text), text);
            assertEquals(Double.doubleToLongBits(Double.parseDouble(text)), Double.doubleToLongBits(number.real), text);
        }
    }

    @Test
    void refusesWhatIsNoDouble() {
        for (String text :
                List.of("", ".", "-", "e5", "1e", "1e+", "1.2.3", "0x1p3", "1d", "1f", "-.", "NaNs", "1_0")) {
            assertFalse(isDouble(text), text);
        }
        for (String text : List.of("1.", ".5", "-.5", "+1.5", "1E5", "1e-5", " 1.5 ", "Infinity", "-Infinity")) {
            assertTrue(isDouble(text), text);
            assertEquals(Double.parseDouble(text), number.real);
        }
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("dev.tarn.testkit.Randomness#seeds")
    void parsesDecimalsAsBigDecimalDoes(long seed) {
        Randomness random = Randomness.ofSeed(seed);
        for (int i = 0; i < 3000; i++) {
            int precision = random.between(1, 38);
            int scale = random.between(0, precision);
            BigDecimal value = new BigDecimal(random.edgyDecimal(random.between(1, 40)), random.between(-5, 40));
            String text = random.nextBoolean()
                    ? value.toPlainString()
                    : value.toString().toLowerCase(Locale.ROOT);
            BigDecimal rounded = value.setScale(scale, RoundingMode.HALF_UP);
            boolean fits = rounded.unscaledValue().abs().compareTo(BigInteger.TEN.pow(precision)) < 0;
            boolean isExact = rounded.compareTo(value) == 0;
            assertEquals(fits, isDecimal(text, precision, scale, false), text + " " + precision + "," + scale);
            if (fits) {
                assertEquals(rounded, decimal(scale), text);
            }
            assertEquals(fits && isExact, isDecimal(text, precision, scale, true), text);
        }
    }

    @Test
    void parsesDates() {
        for (LocalDate day = LocalDate.of(1899, 12, 25); day.getYear() < 1906; day = day.plusDays(1)) {
            assertEquals(day.toEpochDay(), date(day.toString()));
        }
        assertEquals(LocalDate.of(2024, 2, 29).toEpochDay(), date("2024-02-29"));
        assertEquals(LocalDate.of(2024, 2, 9).toEpochDay(), date(" 2024-2-9 "));
        assertEquals(LocalDate.of(1, 1, 1).toEpochDay(), date("0001-01-01"));
        for (String text : List.of(
                "",
                "2023-02-29",
                "2023-13-01",
                "2023-00-10",
                "2023-01-32",
                "2023/01/01",
                "20230101",
                "2023-01-0a",
                "2023-01-01x",
                "23-01-01",
                "2023-01-",
                "2023-01-01 00:00:00",
                "a023-01-01",
                "2023-1-011")) {
            assertEquals(TemporalText.INVALID, date(text), text);
        }
    }

    @Test
    void parsesTimestamps() {
        long expected = LocalDateTime.of(2024, 2, 29, 13, 4, 5).toEpochSecond(ZoneOffset.UTC) * 1_000_000;
        assertEquals(expected, timestamp("2024-02-29 13:04:05", 3, true));
        assertEquals(expected, timestamp("2024-02-29T13:04:05Z", 3, true));
        assertEquals(expected, timestamp("2024-02-29T14:04:05+01:00", 3, true));
        assertEquals(expected, timestamp("2024-02-29T11:34:05-0130", 3, true));
        assertEquals(expected + 120_000, timestamp("2024-02-29 13:04:05.12", 3, true));
        assertEquals(expected + 123_457, timestamp("2024-02-29 13:04:05.1234567", 6, false));
        assertEquals(expected + 123_000, timestamp("2024-02-29 13:04:05.1234567", 3, false));
        assertEquals(TemporalText.INVALID, timestamp("2024-02-29 13:04:05.1234567", 6, true));
        assertEquals(expected + 1_000_000, timestamp("2024-02-29 13:04:05.9999", 3, false));
        assertEquals(expected - 5_000_000, timestamp("2024-02-29 13:04", 3, false));
        assertEquals(LocalDate.of(2024, 2, 29).toEpochDay() * 86_400_000_000L, timestamp("2024-02-29", 3, false));
        for (String text : List.of(
                "",
                "2024-02-29 24:00:00",
                "2024-02-29 13:60:00",
                "2024-02-30 10:00:00",
                "2024-02-29 13:04:05.",
                "2024-02-29x13:04:05",
                "2024-02-29 13:04:05 nowhere",
                "1700000000")) {
            assertEquals(TemporalText.INVALID, timestamp(text, 3, false), text);
        }
    }
}
