package dev.tarn.sql.validate;

import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/** Makes expressions whose string literals are VARCHAR and whose byte literals are VARBINARY, as they were validated. */
public final class TarnRexBuilder extends RexBuilder {
    public TarnRexBuilder(RelDataTypeFactory factory) {
        super(factory);
    }

    @Override
    public RexLiteral makeCharLiteral(NlsString text) {
        return makeLiteral(text, TextLiteral.typeOf(text.getValue(), typeFactory), SqlTypeName.CHAR);
    }

    @Override
    public RexLiteral makeBinaryLiteral(ByteString bytes) {
        return makeLiteral(bytes, typeFactory.createSqlType(SqlTypeName.VARBINARY), SqlTypeName.BINARY);
    }
}
