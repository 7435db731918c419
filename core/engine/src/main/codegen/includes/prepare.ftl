<#-- Statements that are kept under a name, in the lexical state of queries. PREPARE itself is TarnParser's. -->

/** EXECUTE and DEALLOCATE PREPARE. */
Statement PreparationEof() :
{
    final SqlIdentifier name;
    final List<SqlNode> values = new ArrayList<SqlNode>();
    SqlNode value;
}
{
    (
        <EXECUTE> name = SimpleIdentifier()
        [
            <USING>
            value = Expression(ExprContext.ACCEPT_NON_QUERY) { values.add(value); }
            ( <COMMA> value = Expression(ExprContext.ACCEPT_NON_QUERY) { values.add(value); } )*
        ]
        <EOF>
        {
            return new PreparationStatement.Execute(DdlBuilder.word(name), new ParameterValues(values));
        }
    |
        <DEALLOCATE> [ LOOKAHEAD(2) <PREPARE> ] name = SimpleIdentifier()
        <EOF>
        {
            return new PreparationStatement.Deallocate(DdlBuilder.word(name));
        }
    )
}
