<#-- A type and a string, as in BIGINT '5': what the CAST of the string to the type gives. -->

SqlNode TypedLiteral() :
{
    final SqlTypeName type;
    final Span span;
    final String text;
}
{
    (
        <BOOLEAN> { type = SqlTypeName.BOOLEAN; }
    |
        <TINYINT> { type = SqlTypeName.TINYINT; }
    |
        <SMALLINT> { type = SqlTypeName.SMALLINT; }
    |
        ( <INTEGER> | <INT> ) { type = SqlTypeName.INTEGER; }
    |
        <BIGINT> { type = SqlTypeName.BIGINT; }
    |
        <REAL> { type = SqlTypeName.REAL; }
    |
        <DOUBLE> { type = SqlTypeName.DOUBLE; }
    |
        <VARCHAR> { type = SqlTypeName.VARCHAR; }
    )
    { span = span(); }
    text = SimpleStringLiteral()
    {
        return SqlStdOperatorTable.CAST.createCall(
            span.end(this),
            SqlLiteral.createCharString(text, getPos()),
            new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, span.pos()), span.pos()));
    }
}
