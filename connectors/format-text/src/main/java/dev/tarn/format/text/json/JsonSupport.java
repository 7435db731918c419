package dev.tarn.format.text.json;

import dev.tarn.format.text.io.Compression;
import dev.tarn.format.text.io.HeadContent;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.Recognition;
import java.util.Arrays;
import java.util.List;

/** How files of JSON are known, and what is read of them. */
public final class JsonSupport {
    private static final List<StoredType> TYPES = List.of(
            new StoredType("true, false", "boolean"),
            new StoredType("number", "tinyint, smallint, integer, bigint, decimal(p, s), real, double"),
            new StoredType("string", "varchar, varchar(n), char(n), varbinary, date, timestamp(p)"),
            new StoredType("array", "array(T)"),
            new StoredType("object", "row(...), map(K, V)"),
            new StoredType("any value", "varchar, as JSON"));

    private JsonSupport() {}

    /** Returns what is read of files with these endings, whose records are laid out so. */
    public static FormatSupport of(List<String> endings, String... layouts) {
        return of(WriteSupport.NONE, endings, layouts);
    }

    /** Returns the same for files that are written, too. */
    static FormatSupport of(WriteSupport written, List<String> endings, String... layouts) {
        return new FormatSupport(
                endings,
                TYPES,
                List.of(layouts),
                Arrays.stream(Compression.values()).map(Compression::label).toList(),
                written);
    }

    /** Returns SHAPE if a file begins with an object, or with an array of objects. */
    static Recognition recognize(byte[] head) {
        byte[] content = HeadContent.of(head);
        boolean mark = content.length > 2 && content[0] == (byte) 0xEF && content[1] == (byte) 0xBB;
        int at = next(content, mark ? 3 : 0);
        if (at < content.length && content[at] == '[') {
            at = next(content, at + 1);
        }
        if (at >= content.length || content[at] != '{') {
            return Recognition.NO;
        }
        int inside = next(content, at + 1);
        boolean object = inside < content.length && (content[inside] == '"' || content[inside] == '}');
        return object ? Recognition.SHAPE : Recognition.NO;
    }

    /** Returns the index of the next byte that is no white space. */
    private static int next(byte[] content, int from) {
        int at = from;
        while (at < content.length
                && (content[at] == ' ' || content[at] == '\n' || content[at] == '\r' || content[at] == '\t')) {
            at++;
        }
        return at;
    }
}
