package dev.tarn.config;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads sizes as people write them: {@code 1048576}, {@code 512MB}, {@code 1.5 GiB}. */
final class ByteSize {
    private static final Pattern FORM = Pattern.compile("\\s*(\\d+(?:\\.\\d+)?)\\s*([a-zA-Z]*)\\s*");

    private ByteSize() {}

    /**
     * Returns the number of bytes; KB, MB, GB and TB are powers of 1000, KiB, MiB, GiB and TiB of 1024.
     *
     * @throws TarnException INVALID_PROPERTY if {@code text} is no size
     */
    static long parse(String name, String text) {
        Matcher matcher = FORM.matcher(text);
        if (matcher.matches()) {
            double unit = unit(matcher.group(2).toLowerCase(Locale.ROOT));
            double bytes = Double.parseDouble(matcher.group(1)) * unit;
            if (unit > 0 && bytes >= 1 && bytes <= 1L << 62) {
                return (long) bytes;
            }
        }
        throw new TarnException(
                ErrorCode.INVALID_PROPERTY,
                name + " is '" + text + "', which is no size; write a number and a unit, as in 512MB or 4GiB");
    }

    private static double unit(String name) {
        return switch (name) {
            case "", "b" -> 1;
            case "kb", "k" -> 1e3;
            case "mb", "m" -> 1e6;
            case "gb", "g" -> 1e9;
            case "tb", "t" -> 1e12;
            case "kib" -> 1L << 10;
            case "mib" -> 1L << 20;
            case "gib" -> 1L << 30;
            case "tib" -> 1L << 40;
            default -> -1;
        };
    }
}
