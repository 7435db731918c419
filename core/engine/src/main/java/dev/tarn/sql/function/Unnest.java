package dev.tarn.sql.function;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlOperatorBinding;
import org.apache.calcite.sql.SqlUnnestOperator;

/**
 * {@code UNNEST(array or map, ...) [WITH ORDINALITY]}: a table of the elements of arrays and the entries of maps, side by
 * side. An array of rows has a column for each field, a map two, the ordinality is a BIGINT.
 */
public final class Unnest extends SqlUnnestOperator {
    public static final Unnest PLAIN = new Unnest(false, false);
    public static final Unnest WITH_ORDINALITY = new Unnest(true, false);
    /** As Athena has it where an alias gives each collection one name: an array of rows is one column. */
    public static final Unnest OF_WHOLE_ROWS = new Unnest(false, true);

    public static final Unnest OF_WHOLE_ROWS_WITH_ORDINALITY = new Unnest(true, true);

    private final boolean wholeRows;

    private Unnest(boolean withOrdinality, boolean wholeRows) {
        super(withOrdinality);
        this.wholeRows = wholeRows;
    }

    /** Returns whether an array of rows of several fields is one column of rows. */
    public boolean hasWholeRows() {
        return wholeRows;
    }

    /** Returns whether the elements of an ARRAY are one column although they are rows. */
    public static boolean isWhole(Type collection, boolean wholeRows) {
        return wholeRows
                && collection.kind() == TypeKind.ARRAY
                && collection.fieldType(0).kind() == TypeKind.ROW
                && collection.fieldType(0).fields().size() > 1;
    }

    /** Returns the columns that an ARRAY or MAP becomes. */
    public static List<TypeField> columns(Type collection, boolean wholeRows) {
        if (collection.kind() == TypeKind.MAP) {
            return List.of(
                    new TypeField("key", collection.fieldType(0)), new TypeField("value", collection.fieldType(1)));
        }
        Type element = collection.fieldType(0);
        return element.kind() == TypeKind.ROW && !isWhole(collection, wholeRows)
                ? element.fields()
                : List.of(new TypeField(null, element));
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        List<String> names = new ArrayList<>();
        RelDataTypeFactory.Builder row = factory.builder();
        for (RelDataType operand : binding.collectOperandTypes()) {
            for (TypeField column : columns(SqlTypes.fromCalcite(operand), wholeRows)) {
                String name = column.name() == null ? "EXPR$" + names.size() : column.name();
                names.add(name);
                row.add(name, SqlTypes.toCalcite(factory, column.type(), true));
            }
        }
        if (withOrdinality) {
            row.add("ordinality", SqlTypes.toCalcite(factory, Type.BIGINT, true));
        }
        return row.uniquify().build();
    }
}
