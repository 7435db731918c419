package dev.tarn.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlBinaryStringLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.BitString;

/** A literal of bytes: VARBINARY. */
final class BytesLiteral extends SqlBinaryStringLiteral {
    private final BitString bits;

    BytesLiteral(BitString bits, SqlParserPos position) {
        super(bits, position);
        this.bits = bits;
    }

    @Override
    public BytesLiteral clone(SqlParserPos position) {
        return new BytesLiteral(bits, position);
    }

    @Override
    public RelDataType createSqlType(RelDataTypeFactory factory) {
        return factory.createSqlType(SqlTypeName.VARBINARY);
    }
}
