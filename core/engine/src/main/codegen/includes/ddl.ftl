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
}
{
    [ <EXTERNAL> { builder.external(); } ]
    <TABLE> { builder.at(getPos()); }
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    <LPAREN> ColumnDefinition(builder, false) ( <COMMA> ColumnDefinition(builder, false) )* <RPAREN>
    ( TableClause(builder) )*
    {
        return builder.createTable(name, ifNotExists);
    }
}

/** A clause behind the columns of a table. Their order does not matter; each may stand once. */
void TableClause(DdlBuilder builder) :
{
    String text;
    Map<String, String> properties;
}
{
    <COMMENT> { builder.clause("COMMENT", getPos()); } text = DdlString() { builder.comment(text); }
|
    <PARTITIONED> { builder.clause("PARTITIONED BY", getPos()); } <BY>
    <LPAREN> ColumnDefinition(builder, true) ( <COMMA> ColumnDefinition(builder, true) )* <RPAREN>
|
    RowFormat(builder)
|
    StoredAs(builder)
|
    <WITH> <SERDEPROPERTIES> { builder.clause("SERDEPROPERTIES", getPos()); }
    properties = PropertyList() { builder.files().serdeProperties(properties); }
|
    <LOCATION> { builder.clause("LOCATION", getPos()); }
    text = DdlString() { builder.location(text, getPos()); }
|
    <TBLPROPERTIES> { builder.clause("TBLPROPERTIES", getPos()); }
    properties = PropertyList() { builder.properties(properties); }
|
    <CLUSTERED> { throw builder.unsupported("CLUSTERED BY", getPos()); }
|
    <SORTED> { throw builder.unsupported("SORTED BY", getPos()); }
|
    <SKEWED> { throw builder.unsupported("SKEWED BY", getPos()); }
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
    <ROW> { builder.clause("ROW FORMAT", getPos()); } <FORMAT>
    (
        <SERDE> text = DdlString() { builder.files().serde(text, getPos()); }
    |
        <DELIMITED> { builder.files().delimited(getPos()); }
        ( Delimiter(builder) )*
    )
}

/** A part of ROW FORMAT DELIMITED. */
void Delimiter(DdlBuilder builder) :
{
    String text;
}
{
    <FIELDS> <TERMINATED> <BY> text = DdlString() { builder.files().delimiter(DdlFiles.FIELD, text, getPos()); }
|
    <ESCAPED> <BY> text = DdlString() { builder.files().delimiter(DdlFiles.ESCAPE, text, getPos()); }
|
    <COLLECTION> <ITEMS> <TERMINATED> <BY>
    text = DdlString() { builder.files().delimiter(DdlFiles.COLLECTION, text, getPos()); }
|
    <MAP> <KEYS> <TERMINATED> <BY>
    text = DdlString() { builder.files().delimiter(DdlFiles.MAP_KEY, text, getPos()); }
|
    <LINES> <TERMINATED> <BY> text = DdlString() { builder.files().delimiter(DdlFiles.LINE, text, getPos()); }
|
    <NULL> <DEFINED> <AS> text = DdlString() { builder.files().delimiter(DdlFiles.NULL, text, getPos()); }
}

void StoredAs(DdlBuilder builder) :
{
    final SqlIdentifier format;
    String text;
}
{
    <STORED> { builder.clause("STORED AS", getPos()); }
    (
        <BY> { throw builder.unsupported("STORED BY", getPos()); }
    |
        <AS>
        (
            LOOKAHEAD(2)
            <INPUTFORMAT> text = DdlString() { builder.files().inputFormat(text, getPos()); }
            <OUTPUTFORMAT> text = DdlString() { builder.files().outputFormat(text, getPos()); }
        |
            format = SimpleIdentifier() { builder.files().storedAs(format); }
        )
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
    final SqlParserPos position;
}
{
    name = DdlString() { position = getPos(); } <EQ> value = DdlString()
    {
        DdlBuilder.property(properties, name, value, position);
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
    Object nested;
}
{
    LOOKAHEAD({ DdlBuilder.isNested(getToken(1).image) })
    nested = HiveNestedType()
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

Object HiveNestedType() :
{
    final String word;
    final List<String> names = new ArrayList<String>();
    final List<Object> types = new ArrayList<Object>();
}
{
    ( <ARRAY> | <MAP> | <IDENTIFIER> ) { word = token.image; }
    <LT>
    HiveNestedPart(names, types)
    ( <COMMA> HiveNestedPart(names, types) )*
    <GT>
    {
        return DdlBuilder.nestedType(word, names, types, getPos());
    }
}

void HiveNestedPart(List<String> names, List<Object> types) :
{
    Object type;
    SqlIdentifier field = null;
}
{
    [
        LOOKAHEAD(2)
        field = SimpleIdentifier() <COLON>
    ]
    type = HiveType()
    {
        names.add(field == null ? null : field.getSimple().toLowerCase(Locale.ROOT));
        types.add(type);
    }
}

/** ARRAY, MAP and ROW as Trino writes them in CAST, with parentheses or angle brackets. */
SqlTypeNameSpec NestedTypeName() :
{
    final TypeKind kind;
    final Span span;
    final List<String> names = new ArrayList<String>();
    final List<SqlDataTypeSpec> types = new ArrayList<SqlDataTypeSpec>();
}
{
    (
        <ARRAY> { kind = TypeKind.ARRAY; }
    |
        <MAP> { kind = TypeKind.MAP; }
    |
        <ROW> { kind = TypeKind.ROW; }
    )
    { span = span(); }
    (
        <LPAREN> NestedTypePart(names, types) ( <COMMA> NestedTypePart(names, types) )* <RPAREN>
    |
        <LT> NestedTypePart(names, types) ( <COMMA> NestedTypePart(names, types) )* <GT>
    )
    {
        return NestedTypeName.of(kind, names, types, span.end(this));
    }
}

void NestedTypePart(List<String> names, List<SqlDataTypeSpec> types) :
{
    SqlIdentifier field = null;
    final SqlDataTypeSpec type;
}
{
    (
        LOOKAHEAD( SimpleIdentifier() DataType() )
        field = SimpleIdentifier() type = DataType()
    |
        type = DataType()
    )
    {
        names.add(field == null ? null : field.getSimple().toLowerCase(Locale.ROOT));
        types.add(type);
    }
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
        <TABLE>
        (
            path = NameInStrings()
            {
                return new Statement.ShowCreate(path, false, true);
            }
        |
            name = CompoundIdentifier()
            {
                return new Statement.ShowCreate(DdlBuilder.name(name), false, false);
            }
        )
    |
        <VIEW> name = CompoundIdentifier()
        {
            return new Statement.ShowCreate(DdlBuilder.name(name), true, false);
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
    boolean extended = false;
}
{
    [
        LOOKAHEAD({ DdlBuilder.isDescribeOption(getToken(1), getToken(2)) })
        ( <EXTENDED> | <FORMATTED> ) { extended = true; }
    ]
    (
        path = NameInStrings()
        {
            return extended ? new Statement.DescribeExtended(path, true) : new Statement.ShowColumns(path, true);
        }
    |
        [ LOOKAHEAD(1) <TABLE> ]
        name = CompoundIdentifier()
        {
            return extended
                    ? new Statement.DescribeExtended(DdlBuilder.name(name), false)
                    : new Statement.ShowColumns(DdlBuilder.name(name), false);
        }
    )
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
