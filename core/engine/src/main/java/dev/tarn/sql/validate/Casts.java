package dev.tarn.sql.validate;

import dev.tarn.catalog.type.CommonType;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;

/** Says between which types there is a CAST. */
final class Casts {
    private Casts() {}

    static boolean exists(Type from, Type to) {
        if (from.isNested() && from.kind() == to.kind()) {
            boolean all = from.fields().size() == to.fields().size();
            for (int i = 0; all && i < from.fields().size(); i++) {
                all = exists(from.fieldType(i), to.fieldType(i));
            }
            return all;
        }
        if (from.kind() == TypeKind.UNKNOWN || from.kind() == to.kind()) {
            return true;
        }
        boolean number = CommonType.isNumber(from);
        return switch (to.kind()) {
            case BOOLEAN -> number || from.isText();
            case TINYINT, SMALLINT, INTEGER, BIGINT, REAL, DOUBLE, DECIMAL ->
                number || from.isText() || from.kind() == TypeKind.BOOLEAN;
            case CHAR, VARCHAR -> from.kind() != TypeKind.VARBINARY && !from.isNested();
            case VARBINARY -> false;
            case DATE, TIMESTAMP -> from.isText() || from.kind() == TypeKind.DATE || from.kind() == TypeKind.TIMESTAMP;
            default -> false;
        };
    }
}
