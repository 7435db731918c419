<#-- ALTER TABLE, MSCK REPAIR TABLE, ANALYZE TABLE and the like. -->

Statement AlterTable() :
{
    final Statement.Name table;
    final Statement statement;
    Statement.PartitionSpec partition = null;
}
{
    <TABLE>
    table = ExistingName()
    [ partition = PartitionSpec() ]
    (
        <ADD>
        (
            statement = AddColumns(table, partition)
        |
            statement = AddPartitions(table, partition)
        )
    |
        <REPLACE> statement = ReplaceColumns(table, partition)
    |
        <CHANGE> statement = ChangeColumn(table, partition)
    |
        <DROP> statement = DropPartitions(table, partition)
    |
        <RENAME> statement = RenamePartition(table, partition)
    |
        <SET>
        (
            statement = SetOfTable(table, partition)
        |
            statement = SetAttributes(GovernanceStatement.Target.TABLE, table)
        )
    |
        <RESTORE> statement = RestoreVersion(table, false)
    )
    {
        return statement;
    }
}

/** What stands behind ALTER VIEW. */
Statement AlterView() :
{
    final Statement.Name view;
    final Statement statement;
}
{
    <VIEW>
    view = ExistingName()
    (
        <SET> statement = SetAttributes(GovernanceStatement.Target.VIEW, view)
    |
        <RESTORE> statement = RestoreVersion(view, true)
    )
    {
        return statement;
    }
}

Statement RestoreVersion(Statement.Name name, boolean view) :
{
    final Statement.Word version;
}
{
    version = Version()
    {
        return new GovernanceStatement.RestoreVersion(name, view, version);
    }
}

Statement.Word Version() :
{
}
{
    <VERSION> <UNSIGNED_INTEGER_LITERAL>
    {
        return DdlBuilder.word(token.image, getPos());
    }
}

/** ATTRIBUTES [FOR COLUMN name] ('name' = 'value', ...). */
Statement SetAttributes(GovernanceStatement.Target target, Statement.Name name) :
{
    SqlIdentifier column = null;
    final Map<String, String> attributes;
}
{
    <ATTRIBUTES>
    [ <FOR> <COLUMN> column = SimpleIdentifier() ]
    attributes = PropertyList()
    {
        return new GovernanceStatement.SetAttributes(
            target, name, column == null ? null : DdlBuilder.word(column), attributes);
    }
}

Statement AddColumns(Statement.Name table, Statement.PartitionSpec partition) :
{
    final List<ColumnSchema> columns;
}
{
    columns = NewColumns()
    {
        return new TableStatement.AddColumns(table, partition, columns);
    }
}

Statement ReplaceColumns(Statement.Name table, Statement.PartitionSpec partition) :
{
    final List<ColumnSchema> columns;
}
{
    columns = NewColumns()
    {
        return new TableStatement.ReplaceColumns(table, partition, columns);
    }
}

List<ColumnSchema> NewColumns() :
{
    final DdlBuilder builder = new DdlBuilder();
}
{
    <COLUMNS> <LPAREN> ColumnDefinition(builder, false) ( <COMMA> ColumnDefinition(builder, false) )* <RPAREN>
    [ <CASCADE> { throw builder.unsupported("CASCADE", getPos()); } | <RESTRICT> ]
    {
        return builder.columns();
    }
}

Statement ChangeColumn(Statement.Name table, Statement.PartitionSpec partition) :
{
    final DdlBuilder builder = new DdlBuilder();
    final SqlIdentifier column;
    SqlIdentifier after = null;
    boolean first = false;
}
{
    [ LOOKAHEAD( <COLUMN> SimpleIdentifier() SimpleIdentifier() HiveType() ) <COLUMN> ]
    column = SimpleIdentifier()
    ColumnDefinition(builder, false)
    [ <FIRST> { first = true; } | <AFTER> after = SimpleIdentifier() ]
    [ <CASCADE> { throw builder.unsupported("CASCADE", getPos()); } | <RESTRICT> ]
    {
        return new TableStatement.ChangeColumn(
                table, partition, DdlBuilder.word(column), builder.columns().get(0), first, DdlBuilder.word(after));
    }
}

Statement AddPartitions(Statement.Name table, Statement.PartitionSpec before) :
{
    final boolean ifNotExists;
    final List<PartitionStatement.NewPartition> partitions = new ArrayList<PartitionStatement.NewPartition>();
}
{
    ifNotExists = IfNotExists()
    NewPartition(partitions) ( [ <COMMA> ] NewPartition(partitions) )*
    {
        PartitionSpecs.requireNone(before);
        return new PartitionStatement.AddPartitions(table, ifNotExists, partitions);
    }
}

void NewPartition(List<PartitionStatement.NewPartition> partitions) :
{
    final Statement.PartitionSpec spec;
    String text;
    Statement.Word location = null;
}
{
    spec = PartitionSpec()
    [ <LOCATION> text = DdlString() { location = DdlBuilder.word(text, getPos()); } ]
    {
        partitions.add(new PartitionStatement.NewPartition(spec, location));
    }
}

Statement DropPartitions(Statement.Name table, Statement.PartitionSpec before) :
{
    final boolean ifExists;
    final List<Statement.PartitionSpec> partitions = new ArrayList<Statement.PartitionSpec>();
    Statement.PartitionSpec spec;
}
{
    ifExists = IfExists()
    spec = PartitionSpec() { partitions.add(spec); }
    ( [ <COMMA> ] spec = PartitionSpec() { partitions.add(spec); } )*
    [ <PURGE> ]
    {
        PartitionSpecs.requireNone(before);
        return new PartitionStatement.DropPartitions(table, ifExists, partitions);
    }
}

Statement RenamePartition(Statement.Name table, Statement.PartitionSpec from) :
{
    final Statement.PartitionSpec to;
}
{
    <TO> to = PartitionSpec()
    {
        PartitionSpecs.require(from, to);
        return new PartitionStatement.RenamePartition(table, from, to);
    }
}

Statement SetOfTable(Statement.Name table, Statement.PartitionSpec partition) :
{
    final String location;
    final Map<String, String> properties;
    final SqlParserPos position;
}
{
    <LOCATION> location = DdlString()
    {
        return new TableStatement.SetLocation(table, partition, DdlBuilder.word(location, getPos()));
    }
|
    <TBLPROPERTIES> { position = getPos(); } properties = PropertyList()
    {
        PartitionSpecs.requireNone(partition);
        return new TableStatement.SetProperties(table, DdlBuilder.word("TBLPROPERTIES", position), properties);
    }
}

Statement.PartitionSpec PartitionSpec() :
{
    final List<Statement.PartitionTest> tests = new ArrayList<Statement.PartitionTest>();
    final Span span;
}
{
    <PARTITION> { span = span(); }
    <LPAREN> PartitionTest(tests) ( <COMMA> PartitionTest(tests) )* <RPAREN>
    {
        return PartitionSpecs.spec(tests, span.end(this));
    }
}

void PartitionTest(List<Statement.PartitionTest> tests) :
{
    final SqlIdentifier name;
    String operator = "";
    String value = null;
}
{
    name = SimpleIdentifier()
    [
        (
            <EQ> { operator = "="; }
        |
            ( <NE> | <NE2> ) { operator = "<>"; }
        |
            <LT> { operator = "<"; }
        |
            <LE> { operator = "<="; }
        |
            <GT> { operator = ">"; }
        |
            <GE> { operator = ">="; }
        )
        value = PartitionValue()
    ]
    {
        tests.add(PartitionSpecs.test(name, operator, value));
    }
}

/** The text of a partition's value; null for NULL. */
String PartitionValue() :
{
    final String text;
    String sign = "";
}
{
    [ <DATE> | <TIMESTAMP> ]
    text = DdlString()
    {
        return text;
    }
|
    [ <MINUS> { sign = "-"; } ]
    ( <UNSIGNED_INTEGER_LITERAL> | <DECIMAL_NUMERIC_LITERAL> | <APPROX_NUMERIC_LITERAL> )
    {
        return sign + token.image;
    }
|
    ( <TRUE> | <FALSE> )
    {
        return token.image.toLowerCase(Locale.ROOT);
    }
|
    <NULL>
    {
        return null;
    }
}

/** MSCK [REPAIR] TABLE [ADD | DROP | SYNC PARTITIONS]. */
Statement RepairTable() :
{
    final Statement.Name table;
    boolean add = true;
    boolean drop = false;
}
{
    <REPAIR> <TABLE>
    table = ExistingName()
    [
        ( <ADD> | <DROP> { add = false; drop = true; } | <SYNC> { drop = true; } )
        <PARTITIONS>
    ]
    {
        return new PartitionStatement.RepairTable(table, add, drop);
    }
}

/** ANALYZE [TABLE], with what Hive or Trino says behind it. */
Statement Analyze() :
{
    final Statement.Name table;
    Statement.PartitionSpec partition = null;
    SqlNodeList names;
    List<Statement.Word> columns = List.of();
    boolean withColumns = true;
    final Map<String, Statement.Value> properties = new java.util.LinkedHashMap<String, Statement.Value>();
}
{
    [ LOOKAHEAD(1) <TABLE> ]
    table = ExistingName()
    [ partition = PartitionSpec() ]
    [
        <COMPUTE> <STATISTICS> { withColumns = false; }
        [
            <FOR> [ <ALL> ] <COLUMNS> { withColumns = true; }
            [
                (
                    names = ParenthesizedSimpleIdentifierList()
                |
                    names = ColumnNames()
                )
                { columns = WriteBuilder.columns(names, "ANALYZE TABLE"); }
            ]
        |
            <NOSCAN> { throw DdlBuilder.notSupported("NOSCAN", getPos()); }
        ]
    |
        <WITH> WithProperties(properties) { columns = WriteBuilder.analyzedColumns(properties); }
    ]
    {
        return new UpkeepStatement.Analyze(table, partition, columns, withColumns);
    }
}

SqlNodeList ColumnNames() :
{
    final List<SqlNode> names = new ArrayList<SqlNode>();
    SqlIdentifier name;
}
{
    name = SimpleIdentifier() { names.add(name); }
    ( <COMMA> name = SimpleIdentifier() { names.add(name); } )*
    {
        return new SqlNodeList(names, SqlParserPos.sum(names));
    }
}

/** REPAIR WRITES [table]. */
Statement RepairWrites() :
{
    Statement.Name table = null;
}
{
    <WRITES>
    [ [ <ON> ] table = ExistingName() ]
    {
        return new UpkeepStatement.RepairWrites(table);
    }
}

/** CRAWL 'folder' INTO SCHEMA name [WITH (...)] [DRY RUN]. */
Statement Crawl() :
{
    final String location;
    final Statement.Word folder;
    final Statement.Name schema;
    boolean dryRun = false;
    final Map<String, Statement.Value> properties = new java.util.LinkedHashMap<String, Statement.Value>();
}
{
    location = DdlString() { folder = DdlBuilder.word(location, getPos()); }
    <INTO> ( <SCHEMA> | <DATABASE> ) schema = ExistingName()
    [ <WITH> WithProperties(properties) ]
    [ <DRY> <RUN> { dryRun = true; } ]
    {
        return new UpkeepStatement.Crawl(folder, schema, dryRun, properties);
    }
}
