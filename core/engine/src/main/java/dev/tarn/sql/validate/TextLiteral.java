package dev.tarn.sql.validate;

import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.sql.SqlCharStringLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.NlsString;

/** A string literal: VARCHAR of its length, not CHAR. */
final class TextLiteral extends SqlCharStringLiteral {
    private final String text;

    TextLiteral(String text, SqlParserPos position) {
        super(new NlsString(text, null, null), position);
        this.text = text;
    }

    String text() {
        return text;
    }

    @Override
    public TextLiteral clone(SqlParserPos position) {
        return new TextLiteral(text, position);
    }

    @Override
    public RelDataType createSqlType(RelDataTypeFactory factory) {
        return typeOf(text, factory);
    }

    /** Returns the type of a literal of this text. */
    static RelDataType typeOf(String text, RelDataTypeFactory factory) {
        return factory.createSqlType(SqlTypeName.VARCHAR, text.codePointCount(0, text.length()));
    }
}
