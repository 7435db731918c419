package dev.tarn.format.text.pattern;

import dev.tarn.format.text.io.Compression;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import java.util.Arrays;
import java.util.List;

/** What lines that an expression takes apart can hold. */
final class PatternSupport {
    static final FormatSupport SUPPORT = new FormatSupport(
            List.of(),
            List.of(
                    new StoredType("true, false", "boolean"),
                    new StoredType("number", "tinyint, smallint, integer, bigint, decimal(p, s), real, double"),
                    new StoredType("text", "varchar, varchar(n), char(n)"),
                    new StoredType("yyyy-MM-dd", "date"),
                    new StoredType("yyyy-MM-dd HH:mm:ss.f", "timestamp(p)")),
            List.of("lines"),
            Arrays.stream(Compression.values()).map(Compression::label).toList());

    private PatternSupport() {}
}
