<#-- The statements that write the rows of a query, in the lexical state of queries. -->

/** CREATE TABLE [IF NOT EXISTS] AS. */
WriteBuilder.Written CreateTableAsEof() :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    final SqlNodeList columns;
    String comment = null;
    final Map<String, Statement.Value> properties = new java.util.LinkedHashMap<String, Statement.Value>();
    final SqlNode query;
    boolean withData = true;
}
{
    <CREATE> <TABLE>
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    (
        columns = ParenthesizedSimpleIdentifierList()
    |
        { columns = SqlNodeList.EMPTY; }
    )
    [ <COMMENT> comment = SimpleStringLiteral() ]
    [ LOOKAHEAD(2) <WITH> WithProperties(properties) ]
    [ <WITH> [ <NO> { withData = false; } ] <DATA> ]
    <AS>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    [ <WITH> [ <NO> { withData = false; } ] <DATA> ]
    <EOF>
    {
        return WriteBuilder.createTableAs(name, ifNotExists, columns, comment, properties, withData, query);
    }
}

/** INSERT INTO. */
WriteBuilder.Written InsertEof() :
{
    final SqlIdentifier table;
    final SqlNodeList columns;
    final SqlNode query;
}
{
    <INSERT> <INTO> [ <TABLE> ]
    table = CompoundIdentifier()
    (
        LOOKAHEAD( <LPAREN> SimpleIdentifier() ( <COMMA> | <RPAREN> ) )
        columns = ParenthesizedSimpleIdentifierList()
    |
        { columns = SqlNodeList.EMPTY; }
    )
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    <EOF>
    {
        return WriteBuilder.insert(table, columns, query);
    }
}

/** UNLOAD. */
WriteBuilder.Written UnloadEof() :
{
    final SqlNode query;
    final String location;
    final SqlParserPos position;
    final Map<String, Statement.Value> properties = new java.util.LinkedHashMap<String, Statement.Value>();
}
{
    <UNLOAD> <LPAREN>
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    <RPAREN>
    <TO> location = SimpleStringLiteral() { position = getPos(); }
    [ <WITH> WithProperties(properties) ]
    <EOF>
    {
        return WriteBuilder.unload(location, position, properties, query);
    }
}

/** The properties behind WITH: names and values. */
void WithProperties(Map<String, Statement.Value> properties) :
{
}
{
    <LPAREN> WithProperty(properties) ( <COMMA> WithProperty(properties) )* <RPAREN>
}

void WithProperty(Map<String, Statement.Value> properties) :
{
    final SqlIdentifier name;
    final SqlNode value;
}
{
    name = SimpleIdentifier()
    <EQ>
    value = Expression(ExprContext.ACCEPT_NON_QUERY)
    {
        WriteBuilder.property(properties, name, value);
    }
}
