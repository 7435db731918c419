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
    |
        <JSON> { type = null; }
    )
    { span = span(); }
    text = SimpleStringLiteral()
    {
        if (type == null) {
            return TarnOperators.jsonLiteral(SqlLiteral.createCharString(text, getPos()), span.end(this));
        }
        return SqlStdOperatorTable.CAST.createCall(
            span.end(this),
            SqlLiteral.createCharString(text, getPos()),
            new SqlDataTypeSpec(new SqlBasicTypeNameSpec(type, span.pos()), span.pos()));
    }
}

/** AT TIME ZONE, behind an expression. */
void AtTimeZone(List<Object> list, ExprContext exprContext, Span s) :
{
}
{
    <AT> <TIME> <ZONE>
    {
        checkNonQueryExpression(exprContext);
        list.add(new SqlParserUtil.ToTreeListItem(TarnOperators.AT_TIME_ZONE, getPos()));
    }
    AddExpression2b(list, ExprContext.ACCEPT_SUB_QUERY)
}

/** The rest of a name with hyphens in FROM, where nothing can be subtracted: it follows without a blank. */
void HyphenatedRest(List<String> names, List<SqlParserPos> positions) :
{
    final List<String> more = new ArrayList<String>();
    final List<SqlParserPos> morePositions = new ArrayList<SqlParserPos>();
}
{
    (
        LOOKAHEAD({ TarnOperators.isHyphen(getToken(0), getToken(1), getToken(2)) })
        <MINUS>
        (
            AddIdentifierSegment(more, morePositions)
            { TarnOperators.append(names, "-" + more.get(more.size() - 1)); }
        |
            <UNSIGNED_INTEGER_LITERAL> { TarnOperators.append(names, "-" + token.image); }
        |
            // The dot behind a number belongs to the number's token.
            <DECIMAL_NUMERIC_LITERAL>
            { TarnOperators.append(names, "-" + token.image.substring(0, token.image.length() - 1)); }
            AddIdentifierSegment(names, positions)
        )
    )*
}
