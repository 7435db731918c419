<#-- Tarn's own productions. Each top one reads a whole statement; TarnParser chooses it by the first keywords. -->

JAVACODE
public void startAt(java.io.Reader reader, int line, int column) {
    jj_input_stream.ReInit(reader, line, column);
    jj_input_stream.setTabSize(1);
}

/** What is left of a statement of Hive's DDL: anything but a query. */
Statement DdlStatementEof() :
{
    final Statement statement;
}
{
    (
        <CREATE>
        (
            statement = CreateSchema()
        |
            statement = CreateTable()
        )
    |
        <DROP>
        (
            statement = DropSchema()
        |
            statement = DropTable()
        |
            statement = DropView()
        )
    |
        <SHOW> statement = Show()
    |
        ( <DESCRIBE> | <DESC> ) statement = Describe()
    )
    <EOF>
    {
        return statement;
    }
}

/** CREATE [OR REPLACE] VIEW, in the lexical state of queries. */
Statement CreateViewEof() :
{
    final SqlIdentifier name;
    final SqlNodeList columns;
    final SqlNode query;
    final int line;
    final int column;
    boolean replace = false;
    String comment = null;
}
{
    <CREATE> [ <OR> <REPLACE> { replace = true; } ]
    <VIEW>
    name = CompoundIdentifier()
    (
        columns = ParenthesizedSimpleIdentifierList()
    |
        { columns = SqlNodeList.EMPTY; }
    )
    [ <COMMENT> comment = SimpleStringLiteral() ]
    <AS>
    {
        line = getToken(1).beginLine;
        column = getToken(1).beginColumn;
    }
    query = OrderedQueryOrExpr(ExprContext.ACCEPT_QUERY)
    <EOF>
    {
        return DdlBuilder.createView(name, replace, columns, comment, query, line, column);
    }
}

boolean IfNotExists() :
{
}
{
    <IF> <NOT> <EXISTS> { return true; }
|
    { return false; }
}

boolean IfExists() :
{
}
{
    <IF> <EXISTS> { return true; }
|
    { return false; }
}

Statement CreateSchema() :
{
    final boolean ifNotExists;
    final SqlIdentifier name;
    String comment = null;
    String location = null;
}
{
    ( <DATABASE> | <SCHEMA> )
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    [ <COMMENT> comment = DdlString() ]
    [ <LOCATION> location = DdlString() ]
    [ <WITH> <DBPROPERTIES> PropertyList() ]
    {
        return new Statement.CreateSchema(DdlBuilder.name(name), ifNotExists, comment);
    }
}

Statement DropSchema() :
{
    final boolean ifExists;
    final SqlIdentifier name;
    boolean cascade = false;
}
{
    ( <DATABASE> | <SCHEMA> )
    ifExists = IfExists()
    name = CompoundIdentifier()
    [ <RESTRICT> | <CASCADE> { cascade = true; } ]
    {
        return new Statement.DropSchema(DdlBuilder.name(name), ifExists, cascade);
    }
}

Statement DropTable() :
{
    final boolean ifExists;
    final SqlIdentifier name;
}
{
    <TABLE>
    ifExists = IfExists()
    name = CompoundIdentifier()
    {
        return new Statement.DropTable(DdlBuilder.name(name), ifExists);
    }
}

Statement DropView() :
{
    final boolean ifExists;
    final SqlIdentifier name;
}
{
    <VIEW>
    ifExists = IfExists()
    name = CompoundIdentifier()
    {
        return new Statement.DropView(DdlBuilder.name(name), ifExists);
    }
}

Statement CreateTable() :
{
    final DdlBuilder builder = new DdlBuilder();
    final boolean ifNotExists;
    final SqlIdentifier name;
    String text;
    Map<String, String> properties;
}
{
    [ <EXTERNAL> { builder.external(); } ]
    <TABLE> { builder.at(getPos()); }
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    <LPAREN> ColumnDefinition(builder, false) ( <COMMA> ColumnDefinition(builder, false) )* <RPAREN>
    [ <COMMENT> text = DdlString() { builder.comment(text); } ]
    [
        <PARTITIONED> <BY>
        <LPAREN> ColumnDefinition(builder, true) ( <COMMA> ColumnDefinition(builder, true) )* <RPAREN>
    ]
    [ RowFormat(builder) ]
    [ StoredAs(builder) ]
    [ <LOCATION> text = DdlString() { builder.location(text, getPos()); } ]
    [ <TBLPROPERTIES> properties = PropertyList() { builder.properties(properties); } ]
    {
        return builder.createTable(name, ifNotExists);
    }
}

void ColumnDefinition(DdlBuilder builder, boolean partition) :
{
    final SqlIdentifier name;
    final Object type;
    String comment = null;
}
{
    name = SimpleIdentifier()
    type = HiveType()
    [ <COMMENT> comment = DdlString() ]
    {
        builder.column(name, type, comment, partition);
    }
}

void RowFormat(DdlBuilder builder) :
{
    String text;
}
{
    <ROW> <FORMAT>
    (
        <SERDE> { builder.at(getPos()); } text = DdlString() { builder.serde(text); }
        [ <WITH> <SERDEPROPERTIES> PropertyList() ]
    |
        <DELIMITED> { throw builder.unsupported("ROW FORMAT DELIMITED", getPos()); }
    )
}

void StoredAs(DdlBuilder builder) :
{
    final SqlIdentifier format;
    final String input;
}
{
    <STORED> <AS>
    (
        LOOKAHEAD(2)
        <INPUTFORMAT> { builder.at(getPos()); } input = DdlString() <OUTPUTFORMAT> DdlString()
        { builder.inputFormat(input); }
    |
        format = SimpleIdentifier() { builder.format(format); }
    )
}

Map<String, String> PropertyList() :
{
    final Map<String, String> properties = new java.util.LinkedHashMap<String, String>();
}
{
    <LPAREN> Property(properties) ( <COMMA> Property(properties) )* <RPAREN>
    {
        return properties;
    }
}

void Property(Map<String, String> properties) :
{
    final String name;
    final String value;
}
{
    name = DdlString() <EQ> value = DdlString()
    {
        properties.put(name, value);
    }
}

/** A string of Hive's DDL: either quote, backslash escapes. */
String DdlString() :
{
}
{
    ( <BIG_QUERY_QUOTED_STRING> | <BIG_QUERY_DOUBLE_QUOTED_STRING> )
    {
        return DdlBuilder.unescape(token.image);
    }
}

/** A type of Hive's DDL: a Type, or the text of one that Tarn cannot read. */
Object HiveType() :
{
    final SqlIdentifier name;
    int first = -1;
    int second = -1;
    String nested;
}
{
    LOOKAHEAD({ DdlBuilder.isNested(getToken(1).image) })
    nested = NestedType()
    {
        return nested;
    }
|
    <DOUBLE> [ <PRECISION> ]
    {
        return Type.DOUBLE;
    }
|
    <CHAR> <LPAREN> first = UnsignedIntLiteral() <RPAREN>
    {
        return Type.charType(first);
    }
|
    name = SimpleIdentifier()
    [
        <LPAREN> first = UnsignedIntLiteral()
        [ <COMMA> second = UnsignedIntLiteral() ]
        <RPAREN>
    ]
    {
        return DdlBuilder.type(name, first, second);
    }
}

String NestedType() :
{
    final String word;
    final StringBuilder text = new StringBuilder();
    Object element;
}
{
    ( <ARRAY> | <MAP> | <IDENTIFIER> ) { text.append(token.image.toLowerCase(Locale.ROOT)).append('<'); }
    <LT>
    NestedElement(text)
    ( <COMMA> { text.append(", "); } NestedElement(text) )*
    <GT>
    {
        return text.append('>').toString();
    }
}

void NestedElement(StringBuilder text) :
{
    Object type;
    SqlIdentifier field;
}
{
    [
        LOOKAHEAD(2)
        field = SimpleIdentifier() <COLON> { text.append(field.getSimple()).append(':'); }
    ]
    type = HiveType() { text.append(type); }
}

Statement Show() :
{
    SqlIdentifier name = null;
    SqlIdentifier schema;
    Statement.Name path;
    String pattern = null;
}
{
    ( <SCHEMAS> | <DATABASES> )
    [ ( <IN> | <FROM> ) name = CompoundIdentifier() ]
    [ pattern = LikePattern() ]
    {
        return new Statement.ShowSchemas(DdlBuilder.name(name), pattern);
    }
|
    <TABLES>
    [ ( <IN> | <FROM> ) name = CompoundIdentifier() ]
    [ pattern = LikePattern() ]
    {
        return new Statement.ShowTables(DdlBuilder.name(name), pattern, false);
    }
|
    <VIEWS>
    [ ( <IN> | <FROM> ) name = CompoundIdentifier() ]
    [ pattern = LikePattern() ]
    {
        return new Statement.ShowTables(DdlBuilder.name(name), pattern, true);
    }
|
    <COLUMNS> ( <IN> | <FROM> )
    (
        path = NameInStrings()
        {
            return new Statement.ShowColumns(path, true);
        }
    |
        name = CompoundIdentifier()
        [
            ( <IN> | <FROM> ) schema = CompoundIdentifier() { name = DdlBuilder.inSchema(schema, name); }
        ]
        {
            return new Statement.ShowColumns(DdlBuilder.name(name), false);
        }
    )
|
    <CREATE>
    (
        <TABLE> name = CompoundIdentifier()
        {
            return new Statement.ShowCreate(DdlBuilder.name(name), false);
        }
    |
        <VIEW> name = CompoundIdentifier()
        {
            return new Statement.ShowCreate(DdlBuilder.name(name), true);
        }
    )
}

String LikePattern() :
{
    final String pattern;
}
{
    [ <LIKE> ] pattern = DdlString()
    {
        return pattern;
    }
}

Statement Describe() :
{
    final SqlIdentifier name;
    final Statement.Name path;
}
{
    path = NameInStrings()
    {
        return new Statement.ShowColumns(path, true);
    }
|
    [ LOOKAHEAD(1) <TABLE> ]
    name = CompoundIdentifier()
    {
        return new Statement.ShowColumns(DdlBuilder.name(name), false);
    }
}

/** A path, or a name in double quotes, which are a string's here. */
Statement.Name NameInStrings() :
{
    final List<String> parts = new ArrayList<String>();
    final Span span;
    String part;
}
{
    part = DdlString() { parts.add(part); span = span(); }
    ( <DOT> part = DdlString() { parts.add(part); } )*
    {
        return DdlBuilder.path(parts, span.end(this));
    }
}
