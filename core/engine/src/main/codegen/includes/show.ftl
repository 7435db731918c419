<#-- SHOW and DESCRIBE. -->

Statement Show() :
{
    Statement.Name name = null;
    final Statement statement;
    String pattern = null;
    String property = null;
    Statement.PartitionSpec partition = null;
}
{
    ( <SCHEMAS> | <DATABASES> )
    [ ( <IN> | <FROM> ) name = ExistingName() ]
    [ pattern = LikePattern() ]
    {
        return new ShowStatement.ShowSchemas(name, pattern);
    }
|
    <TABLES>
    [ ( <IN> | <FROM> ) name = ExistingName() ]
    [ pattern = LikePattern() ]
    {
        return new ShowStatement.ShowTables(name, pattern, false);
    }
|
    <VIEWS>
    [ ( <IN> | <FROM> ) name = ExistingName() ]
    [ pattern = LikePattern() ]
    {
        return new ShowStatement.ShowTables(name, pattern, true);
    }
|
    <COLUMNS> ( <IN> | <FROM> )
    statement = ShowColumns()
    {
        return statement;
    }
|
    <PARTITIONS>
    name = ExistingName()
    [ partition = PartitionSpec() ]
    {
        return new ShowStatement.ShowPartitions(name, partition);
    }
|
    <TBLPROPERTIES>
    name = ExistingName()
    [ <LPAREN> property = DdlString() <RPAREN> ]
    {
        return new ShowStatement.ShowProperties(name, property);
    }
|
    <VERSIONS>
    [ <OF> ] name = ExistingName()
    {
        return new GovernanceStatement.ShowVersions(name);
    }
|
    <ATTRIBUTES>
    [ ( <IN> | <FROM> ) name = ExistingName() ]
    [ pattern = LikePattern() ]
    {
        return new GovernanceStatement.ShowAttributes(name, pattern);
    }
|
    <CREATE> statement = ShowCreate()
    {
        return statement;
    }
}

Statement ShowColumns() :
{
    final SqlIdentifier name;
    Statement.Name path;
    Statement.Name schema;
    String pattern = null;
}
{
    path = NameInStrings()
    [
        ( <IN> | <FROM> ) schema = ExistingName() { path = DdlBuilder.inSchema(schema, DdlBuilder.lower(path)); }
    ]
    [ pattern = LikePattern() ]
    {
        return new ShowStatement.ShowColumns(path, true, pattern);
    }
|
    name = CompoundIdentifier() { path = DdlBuilder.hiveName(name); }
    [
        ( <IN> | <FROM> ) schema = ExistingName() { path = DdlBuilder.inSchema(schema, path); }
    ]
    [ pattern = LikePattern() ]
    {
        return new ShowStatement.ShowColumns(path, false, pattern);
    }
}

Statement ShowCreate() :
{
    final SqlIdentifier name;
    final Statement.Name path;
    final Statement.Word version;
    boolean view = false;
}
{
    ( <TABLE> | <VIEW> { view = true; } )
    (
        path = NameInStrings()
        {
            return new ShowStatement.ShowCreate(path, view, true);
        }
    |
        name = CompoundIdentifier()
        [
            version = Version()
            {
                return new GovernanceStatement.ShowVersion(DdlBuilder.hiveName(name), view, version);
            }
        ]
        {
            return new ShowStatement.ShowCreate(DdlBuilder.hiveName(name), view, false);
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
    final Statement.Name table;
    boolean inStrings = false;
    ShowStatement.Detail detail = ShowStatement.Detail.COLUMNS;
    Statement.PartitionSpec partition = null;
    Statement.Name column = null;
}
{
    [
        LOOKAHEAD({ DdlBuilder.isDescribeOption(getToken(1), getToken(2)) })
        (
            <EXTENDED> { detail = ShowStatement.Detail.EXTENDED; }
        |
            <FORMATTED> { detail = ShowStatement.Detail.FORMATTED; }
        )
    ]
    [
        LOOKAHEAD({ DdlBuilder.isDescribeKind(getToken(1), getToken(2)) })
        ( <TABLE> | <VIEW> )
    ]
    (
        table = NameInStrings() { inStrings = true; }
    |
        name = CompoundIdentifier() { table = DdlBuilder.hiveName(name); }
    )
    [ partition = PartitionSpec() ]
    [ column = DescribedColumn() ]
    {
        return new ShowStatement.Describe(table, inStrings, detail, partition, column);
    }
}

/** A column, or a field within it; 'element', 'key' and 'value' of Hive stand in strings. */
Statement.Name DescribedColumn() :
{
    final List<String> parts = new ArrayList<String>();
    SqlIdentifier part;
    String text;
    final Span span;
}
{
    part = SimpleIdentifier() { parts.add(DdlBuilder.word(part).text()); span = span(); }
    (
        <DOT>
        (
            part = SimpleIdentifier() { parts.add(DdlBuilder.word(part).text()); }
        |
            text = DdlString() { parts.add(text); }
        )
    )*
    {
        return DdlBuilder.path(parts, span.end(this));
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
