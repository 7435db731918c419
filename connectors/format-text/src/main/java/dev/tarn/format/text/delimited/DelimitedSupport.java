package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.Compression;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** What delimited text can hold. */
final class DelimitedSupport {
    static final List<StoredType> SCALARS = List.of(
            new StoredType("true, false", "boolean"),
            new StoredType("integer", "tinyint, smallint, integer, bigint"),
            new StoredType("decimal", "decimal(p, s)"),
            new StoredType("number", "real, double"),
            new StoredType("text", "varchar, varchar(n), char(n)"),
            new StoredType("base64", "varbinary"),
            new StoredType("yyyy-MM-dd", "date"),
            new StoredType("yyyy-MM-dd HH:mm:ss.f", "timestamp(p)"));

    static final List<StoredType> ALL = withNested();

    private DelimitedSupport() {}

    private static List<StoredType> withNested() {
        List<StoredType> all = new ArrayList<>(SCALARS);
        all.add(new StoredType("values between collection.delim", "array(T)"));
        all.add(new StoredType("entries between collection.delim, keys before mapkey.delim", "map(K, V)"));
        all.add(new StoredType("fields between collection.delim", "row(...)"));
        return List.copyOf(all);
    }

    static FormatSupport of(List<String> endings, List<StoredType> types, WriteSupport written) {
        return new FormatSupport(
                endings,
                types,
                List.of("delimited"),
                Arrays.stream(Compression.values()).map(Compression::label).toList(),
                written);
    }
}
