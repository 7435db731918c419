package dev.tarn.format.text.delimited;

import dev.tarn.format.text.write.DelimitedRules;
import dev.tarn.format.text.write.DelimitedRules.Style;
import dev.tarn.format.text.write.DelimitedWriter;
import dev.tarn.format.text.write.OutputCompression;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport.WriteSupport;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.storage.ByteSink;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How delimited text is written, by the properties by which it is read. */
final class DelimitedWriting {
    private static final String ENCODING = "serialization.encoding";
    /** The properties as they are read, in the order of the documentation. */
    private static final List<String> READ = List.of(
            "field.delim",
            "serialization.format",
            "escape.delim",
            "collection.delim",
            "colelction.delim",
            "mapkey.delim",
            "line.delim",
            "separatorchar",
            "quotechar",
            "escapechar",
            DelimitedOptions.NULL_FORMAT,
            DelimitedOptions.HEADER_LINES,
            DelimitedOptions.FOOTER_LINES,
            ENCODING);

    private static final List<String> LAZY_PROPERTIES = List.of(
            WriteOptions.COMPRESSION,
            WriteOptions.COMPRESSION_LEVEL,
            WriteOptions.FIELD_DELIMITER,
            "field.delim",
            "escape.delim",
            "collection.delim",
            "mapkey.delim",
            "line.delim",
            DelimitedOptions.NULL_FORMAT,
            DelimitedOptions.HEADER_LINES);

    private static final List<String> QUOTED_PROPERTIES = List.of(
            WriteOptions.COMPRESSION,
            WriteOptions.COMPRESSION_LEVEL,
            WriteOptions.FIELD_DELIMITER,
            "separatorChar",
            "quoteChar",
            "escapeChar",
            "line.delim",
            DelimitedOptions.NULL_FORMAT,
            DelimitedOptions.HEADER_LINES);

    private final String name;
    private final boolean quoted;
    private final String ending;

    /** @param quoted whether texts stand in quotes */
    DelimitedWriting(String name, boolean quoted, String ending) {
        this.name = name;
        this.quoted = quoted;
        this.ending = ending;
    }

    WriteSupport support() {
        return new WriteSupport(OutputCompression.NAMES, quoted ? QUOTED_PROPERTIES : LAZY_PROPERTIES);
    }

    void check(List<ColumnSchema> columns, WriteOptions options) {
        OutputCompression.of(options);
        DelimitedWriter.check(columns, rules(options), name);
    }

    String ending(WriteOptions options) {
        return ending + OutputCompression.of(options).ending();
    }

    FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        check(columns, options);
        return new DelimitedWriter(sink, columns, options, rules(options));
    }

    private DelimitedRules rules(WriteOptions options) {
        FormatOptions read = readOptions(options);
        DelimitedOptions settings = DelimitedOptions.of(read, dev.tarn.format.text.record.BadRecords.FAIL);
        if (settings.headerLines() > 1 || settings.footerLines() > 0) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    "writing files whose readers pass over lines at the end, or over more than one at the begin ("
                            + DelimitedOptions.HEADER_LINES + ", " + DelimitedOptions.FOOTER_LINES + ")");
        }
        String encoding = read.property(ENCODING).orElse("UTF-8");
        if (!encoding.trim().toUpperCase(Locale.ROOT).replace("-", "").equals("UTF8")) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing text in the encoding " + encoding);
        }
        return quoted ? quotedRules(options, read, settings) : lazyRules(read, settings);
    }

    private static DelimitedRules lazyRules(FormatOptions read, DelimitedOptions settings) {
        Dialect dialect = DelimitedOptions.lazy(read);
        return new DelimitedRules(
                Style.LAZY,
                dialect.delimiter(),
                settings.separators(),
                Dialect.NONE,
                dialect.escape(),
                dialect.lineEnd(),
                dialect.nullText(),
                settings.headerLines() == 1);
    }

    /** Without a SerDe the rules of RFC 4180 hold, by which files are read that no table declares. */
    private static DelimitedRules quotedRules(WriteOptions options, FormatOptions read, DelimitedOptions settings) {
        Dialect dialect = DelimitedOptions.openCsv(
                read,
                options.serde() == null
                        && read.property(DelimitedOptions.ESCAPE).isEmpty());
        if (!dialect.hasQuote()) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing CSV without quotes; use TEXTFILE");
        }
        boolean doubled = dialect.rules() == Dialect.Rules.RFC;
        if (!doubled && !dialect.hasEscape()) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "writing CSV without an escape character");
        }
        return new DelimitedRules(
                doubled ? Style.DOUBLED_QUOTES : Style.ESCAPED_QUOTES,
                dialect.delimiter(),
                settings.separators(),
                dialect.quote(),
                doubled ? Dialect.NONE : dialect.escape(),
                dialect.lineEnd(),
                dialect.nullText() == null ? new byte[0] : dialect.nullText(),
                settings.headerLines() == 1);
    }

    /** Returns the properties under the names by which they are read. */
    private FormatOptions readOptions(WriteOptions options) {
        Map<String, String> properties = new HashMap<>();
        for (String property : READ) {
            options.property(property).ifPresent(value -> properties.put(property, value));
        }
        options.property(WriteOptions.FIELD_DELIMITER).ifPresent(value -> {
            if (value.getBytes(StandardCharsets.UTF_8).length == 0) {
                throw WriteOptions.invalid(WriteOptions.FIELD_DELIMITER, value, "it is empty");
            }
            properties.put(quoted ? DelimitedOptions.SEPARATOR : "field.delim", value);
        });
        return new FormatOptions(options.serde(), properties, List.of());
    }
}
