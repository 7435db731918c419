<#-- Tarn's own productions. Each top one reads a whole statement; TarnParser chooses it by the first keywords. -->

JAVACODE
public void startAt(java.io.Reader reader, int line, int column) {
    jj_input_stream.ReInit(reader, line, column);
    jj_input_stream.setTabSize(1);
}

/** A statement of Hive's DDL: anything but a query and what holds one. */
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
        <ALTER>
        (
            statement = AlterSchema()
        |
            statement = AlterTable()
        |
            statement = AlterView()
        )
    |
        <MSCK> statement = RepairTable()
    |
        <SHOW> statement = Show()
    |
        ( <DESCRIBE> | <DESC> ) statement = Describe()
    |
        <ANALYZE> statement = Analyze()
    |
        <REPAIR> statement = RepairWrites()
    |
        <CRAWL> statement = Crawl()
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
    String text;
    Statement.Word location = null;
    Map<String, String> properties = Map.of();
}
{
    ( <DATABASE> | <SCHEMA> )
    ifNotExists = IfNotExists()
    name = CompoundIdentifier()
    [ <COMMENT> comment = DdlString() ]
    [ <LOCATION> text = DdlString() { location = DdlBuilder.word(text, getPos()); } ]
    [ <WITH> <DBPROPERTIES> properties = PropertyList() ]
    {
        return new SchemaStatement.CreateSchema(DdlBuilder.hiveName(name), ifNotExists, comment, location, properties);
    }
}

Statement DropSchema() :
{
    final boolean ifExists;
    final Statement.Name name;
    boolean cascade = false;
}
{
    ( <DATABASE> | <SCHEMA> )
    ifExists = IfExists()
    name = ExistingName()
    [ <RESTRICT> | <CASCADE> { cascade = true; } ]
    {
        return new SchemaStatement.DropSchema(name, ifExists, cascade);
    }
}

Statement AlterSchema() :
{
    final Statement.Name name;
    final Statement statement;
    final Map<String, String> properties;
}
{
    ( <DATABASE> | <SCHEMA> )
    name = ExistingName()
    <SET>
    (
        <DBPROPERTIES> properties = PropertyList()
        {
            return new SchemaStatement.SetSchemaProperties(name, properties);
        }
    |
        statement = SetAttributes(GovernanceStatement.Target.SCHEMA, name)
        {
            return statement;
        }
    )
}

Statement DropTable() :
{
    final boolean ifExists;
    final Statement.Name name;
}
{
    <TABLE>
    ifExists = IfExists()
    name = ExistingName()
    [ <PURGE> ]
    {
        return new TableStatement.DropTable(name, ifExists);
    }
}

Statement DropView() :
{
    final boolean ifExists;
    final Statement.Name name;
}
{
    <VIEW>
    ifExists = IfExists()
    name = ExistingName()
    {
        return new ViewStatement.DropView(name, ifExists);
    }
}

/** A name, quoted by backticks. Quotes, which are a string's here, do too where nothing else can be meant. */
Statement.Name ExistingName() :
{
    final SqlIdentifier name;
    final Statement.Name quoted;
}
{
    name = CompoundIdentifier()
    {
        return DdlBuilder.hiveName(name);
    }
|
    quoted = NameInStrings()
    {
        return DdlBuilder.lower(quoted);
    }
}

Statement CreateTable() :
{
    final DdlBuilder builder = new DdlBuilder();
    final boolean ifNotExists;
    final Statement.Name name;
}
{
    [ <EXTERNAL> { builder.external(); } ]
    <TABLE> { builder.at(getPos()); }
    ifNotExists = IfNotExists()
    name = ExistingName()
    [ <LPAREN> ColumnDefinition(builder, false) ( <COMMA> ColumnDefinition(builder, false) )* [ <COMMA> ] <RPAREN> ]
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
    final SqlParserPos position;
}
{
    <COMMENT> { builder.clause("COMMENT", getPos()); } text = DdlString() { builder.comment(text); }
|
    <PARTITIONED> { builder.clause("PARTITIONED BY", getPos()); } <BY>
    <LPAREN> PartitionColumn(builder) ( <COMMA> PartitionColumn(builder) )* <RPAREN>
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
    <TBLPROPERTIES> { builder.clause("TBLPROPERTIES", getPos()); position = getPos(); }
    properties = PropertyList() { builder.properties(properties, position); }
|
    <CLUSTERED> { builder.clause("CLUSTERED BY", getPos()); } <BY> Buckets(builder)
|
    <SKEWED> { throw builder.unsupported("SKEWED BY", getPos()); }
}

void Buckets(DdlBuilder builder) :
{
    final SqlNodeList columns;
    final int count;
}
{
    columns = ParenthesizedSimpleIdentifierList()
    [
        <SORTED> { SqlParserPos sorted = getPos(); } <BY>
        <LPAREN> BucketOrder() ( <COMMA> BucketOrder() )* <RPAREN>
        { builder.refuse("SORTED BY", sorted); }
    ]
    <INTO> count = UnsignedIntLiteral() <BUCKETS>
    {
        builder.buckets(columns, count, getPos());
    }
}

void BucketOrder() :
{
}
{
    SimpleIdentifier() [ <ASC> | <DESC> ]
}

/** A column of PARTITIONED BY; for an Iceberg table the name of one, or a function of one. */
void PartitionColumn(DdlBuilder builder) :
{
    final SqlIdentifier name;
}
{
    LOOKAHEAD( SimpleIdentifier() HiveType() )
    ColumnDefinition(builder, true)
|
    name = SimpleIdentifier()
    [
        <LPAREN>
        ( UnsignedIntLiteral() | SimpleIdentifier() )
        ( <COMMA> ( UnsignedIntLiteral() | SimpleIdentifier() ) )*
        <RPAREN>
    ]
    {
        builder.partitionTransform(name);
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
        <BY> { builder.refuse("STORED BY", getPos()); } DdlString()
    |
        <AS>
        (
            LOOKAHEAD(2)
            <INPUTFORMAT> text = DdlString() { builder.files().inputFormat(text, getPos()); }
            [ <OUTPUTFORMAT> text = DdlString() { builder.files().outputFormat(text, getPos()); } ]
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
    name = DdlString() { position = getPos(); } <EQ> value = PropertyValue()
    {
        DdlBuilder.property(properties, name, value, position);
    }
}

/** The text of a property's value, which may stand without quotes if it is a number, TRUE or FALSE. */
String PropertyValue() :
{
    final String text;
    String sign = "";
}
{
    text = DdlString()
    {
        return text;
    }
|
    [ <MINUS> { sign = "-"; } ]
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> )
    {
        return sign + token.image;
    }
|
    ( <TRUE> | <FALSE> )
    {
        return token.image.toLowerCase(Locale.ROOT);
    }
}

/** A string of Hive's DDL: either quote, backslash escapes. */
String DdlString() :
{
}
{
    ( <BIG_QUERY_QUOTED_STRING> | <BIG_QUERY_DOUBLE_QUOTED_STRING> )
    {
        return HiveText.unescape(token.image);
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
    LOOKAHEAD({ HiveTypes.isNested(getToken(1).image) })
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
        return HiveTypes.type(name, first, second);
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
        return HiveTypes.nested(word, names, types, getPos());
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
    [ <COMMENT> DdlString() ]
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
