package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Collects for the generated parser how CREATE EXTERNAL TABLE says its files are read. One thread. */
public final class DdlFiles {
    /** What ends a field. */
    public static final String FIELD = "field.delim";
    /** What takes the meaning of the character behind it. */
    public static final String ESCAPE = "escape.delim";
    /** What stands between the elements of a collection. */
    public static final String COLLECTION = "collection.delim";
    /** What stands between a key and its value. */
    public static final String MAP_KEY = "mapkey.delim";
    /** What ends a record. */
    public static final String LINE = "line.delim";
    /** What stands for NULL. */
    public static final String NULL = "serialization.null.format";

    private final Map<String, String> delimiters = new LinkedHashMap<>();
    private Map<String, String> serdeProperties = Map.of();
    private Statement.Word serde;
    private boolean delimited;
    private Statement.Word storedAs;
    private Statement.Word inputFormat;
    private Statement.Word outputFormat;

    DdlFiles() {}

    public void serde(String className, SqlParserPos position) {
        serde = word(className, position);
    }

    public void serdeProperties(Map<String, String> properties) {
        serdeProperties = properties;
    }

    /** Notes ROW FORMAT DELIMITED. */
    public void delimited(SqlParserPos position) {
        delimited = true;
    }

    /** Notes a part of ROW FORMAT DELIMITED under the name that Hive's SerDe has for it. */
    public void delimiter(String property, String text, SqlParserPos position) {
        if (delimiters.putIfAbsent(property, text) != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(position),
                    "ROW FORMAT DELIMITED says " + property + " twice");
        }
        if (property.equals(LINE) && !text.equals("\n")) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    Positions.of(position),
                    "LINES TERMINATED BY anything but '\\n' is not supported");
        }
    }

    public void storedAs(SqlIdentifier name) {
        storedAs = word(name.getSimple().toUpperCase(java.util.Locale.ROOT), name.getParserPosition());
    }

    public void inputFormat(String className, SqlParserPos position) {
        inputFormat = word(className, position);
    }

    public void outputFormat(String className, SqlParserPos position) {
        outputFormat = word(className, position);
    }

    private static Statement.Word word(String text, SqlParserPos position) {
        return new Statement.Word(text, Positions.of(position));
    }

    TableStatement.Files collected() {
        Map<String, String> properties = new LinkedHashMap<>(delimiters);
        properties.putAll(serdeProperties);
        return new TableStatement.Files(serde, properties, delimited, storedAs, inputFormat, outputFormat);
    }
}
