package dev.tarn.sql.validate;

import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.type.CommonType;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.WriteStatement;
import java.util.ArrayList;
import java.util.List;

/** Which column of its query INSERT puts into which column of the table, and whether the types allow it. */
final class InsertColumns {
    private InsertColumns() {}

    /**
     * Returns the index of the query's column for each of the table's, -1 for one that is not named and becomes NULL.
     *
     * @throws TarnException TYPE_MISMATCH if the numbers or the types of columns do not fit, COLUMN_NOT_FOUND
     */
    static List<Integer> match(FileTableDefinition table, WriteStatement.Insert insert, ValidatedQuery query) {
        List<ColumnSchema> columns = table.columns();
        InStatement position = insert.table().position();
        List<Integer> sources = new ArrayList<>();
        if (insert.columns().isEmpty()) {
            for (int i = 0; i < columns.size(); i++) {
                sources.add(i);
            }
            requireCount(columns.size(), "the table " + insert.table() + " has", query, position);
        } else {
            columns.forEach(column -> sources.add(-1));
            for (int i = 0; i < insert.columns().size(); i++) {
                Word name = insert.columns().get(i);
                int index = index(columns, name);
                if (sources.get(index) >= 0) {
                    throw new TarnException(
                            ErrorCode.INVALID_STATEMENT,
                            name.position(),
                            "INSERT names the column \"" + name.text() + "\" twice");
                }
                sources.set(index, i);
            }
            requireCount(insert.columns().size(), "INSERT names", query, position);
        }
        List<String> wrong = new ArrayList<>();
        for (int i = 0; i < columns.size(); i++) {
            int source = sources.get(i);
            ColumnSchema column = columns.get(i);
            if (column.type() == null) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        position,
                        "INSERT into the column \"" + column.name() + "\": " + column.unsupported());
            }
            if (source >= 0 && !fits(query.types().get(source), column.type())) {
                wrong.add("\"" + column.name() + "\" is " + column.type().sqlName() + " and gets "
                        + query.types().get(source).sqlName());
            }
        }
        if (!wrong.isEmpty()) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    position,
                    "the query's columns do not fit the table's: " + String.join(", ", wrong) + "; CAST them");
        }
        return sources;
    }

    private static void requireCount(int count, String who, ValidatedQuery query, InStatement position) {
        if (query.types().size() != count) {
            throw new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    position,
                    who + " " + count + " columns, but the query has "
                            + query.types().size() + ": "
                            + String.join(", ", query.labels()));
        }
    }

    private static int index(List<ColumnSchema> columns, Word name) {
        for (int i = 0; i < columns.size(); i++) {
            if (columns.get(i).name().equals(name.text())) {
                return i;
            }
        }
        throw new TarnException(
                ErrorCode.COLUMN_NOT_FOUND,
                name.position(),
                "the table has no column \"" + name.text() + "\""
                        + NearestNames.hint(
                                name.text(),
                                columns.stream().map(ColumnSchema::name).toList()));
    }

    /** Returns whether each value of {@code from} is one of {@code to}, so that it goes there without a CAST. */
    static boolean fits(Type from, Type to) {
        if (from.equals(to) || from.kind() == TypeKind.UNKNOWN) {
            return true;
        }
        if (from.isText() && to.isText()) {
            return from.precision() <= to.precision();
        }
        if (from.isNested() && from.kind() == to.kind()) {
            boolean all = from.fields().size() == to.fields().size();
            for (int i = 0; all && i < from.fields().size(); i++) {
                all = fits(from.fieldType(i), to.fieldType(i));
            }
            return all;
        }
        return CommonType.of(from, to).filter(to::equals).isPresent();
    }
}
