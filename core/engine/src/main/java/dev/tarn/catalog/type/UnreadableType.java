package dev.tarn.catalog.type;

import org.apache.calcite.rel.type.RelDataTypeFamily;
import org.apache.calcite.sql.type.AbstractSqlType;
import org.apache.calcite.sql.type.SqlTypeFamily;
import org.apache.calcite.sql.type.SqlTypeName;

/** The type of a column that a table has and Tarn cannot read; whoever selects the column gets an error. */
public final class UnreadableType extends AbstractSqlType {
    private final String why;

    /** Makes the type of a column that is not readable because of {@code why}, a feature's name. */
    public UnreadableType(String why) {
        super(SqlTypeName.ANY, true, null);
        this.why = why;
        computeDigest();
    }

    /** Returns what is not supported, as in {@code the type array<integer>}. */
    public String why() {
        return why;
    }

    @Override
    public RelDataTypeFamily getFamily() {
        return SqlTypeFamily.ANY;
    }

    @Override
    protected void generateTypeString(StringBuilder text, boolean withDetail) {
        text.append("UNREADABLE(").append(why).append(')');
    }
}
