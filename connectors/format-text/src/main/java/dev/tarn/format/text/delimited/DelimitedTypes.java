package dev.tarn.format.text.delimited;

import dev.tarn.format.text.record.TypeWidening;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.Type;

/** Which types a column can be read as: any where the table declares it, wider ones where a sample showed it. */
final class DelimitedTypes {
    private DelimitedTypes() {}

    /**
     * Checks that a column can be read as it is wanted.
     *
     * @param fileColumn the column's index in the file, or -1 if the file lacks it
     */
    static void check(DelimitedMetadata metadata, int fileColumn, ScanColumn wanted, InputFile file) {
        ErrorPosition place = new ErrorPosition.InFile(file.entry().location().text(), -1, -1, wanted.name());
        Type type = wanted.type();
        if (type.isNested() && metadata.dialect().rules() != Dialect.Rules.LAZY) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    place,
                    "nested types in CSV with quotes are not supported; declare the column VARCHAR and take it apart with"
                            + " functions");
        }
        if (fileColumn < 0 || metadata.isDeclared()) {
            return;
        }
        Type shown = metadata.columns().get(fileColumn).type();
        if (!TypeWidening.widens(shown, type)) {
            throw new TarnException(
                    ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                    place,
                    "the column is " + shown + " in this file, which does not widen to " + type);
        }
    }

    /** Says why a value does not fit, and what would cure it. */
    static String misfit(String text, Type type, boolean declared) {
        String value = "the value '" + text + "' is no " + type;
        return declared
                ? value + "; declare the column varchar, or set the table's property bad_records to null or skip"
                : value
                        + ", which the begin of the file shows the column to be; declare the table, with a type that fits,"
                        + " as DESCRIBE of the path prints it";
    }
}
