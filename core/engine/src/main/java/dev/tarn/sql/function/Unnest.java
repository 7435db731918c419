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
    public static final Unnest PLAIN = new Unnest(false);
    public static final Unnest WITH_ORDINALITY = new Unnest(true);

    private Unnest(boolean withOrdinality) {
        super(withOrdinality);
    }

    /** Returns the columns that an ARRAY or MAP becomes. */
    public static List<TypeField> columns(Type collection) {
        if (collection.kind() == TypeKind.MAP) {
            return List.of(
                    new TypeField("key", collection.fieldType(0)), new TypeField("value", collection.fieldType(1)));
        }
        Type element = collection.fieldType(0);
        return element.kind() == TypeKind.ROW ? element.fields() : List.of(new TypeField(null, element));
    }

    @Override
    public RelDataType inferReturnType(SqlOperatorBinding binding) {
        RelDataTypeFactory factory = binding.getTypeFactory();
        List<String> names = new ArrayList<>();
        RelDataTypeFactory.Builder row = factory.builder();
        for (RelDataType operand : binding.collectOperandTypes()) {
            for (TypeField column : columns(SqlTypes.fromCalcite(operand))) {
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
