package dev.tarn.jdbc;

import dev.tarn.ResultColumn;
import dev.tarn.SqlFunction;
import dev.tarn.Tarn;
import dev.tarn.spi.type.Type;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What the driver says of the engine and of what lies in its catalogs. Nothing here fails for want of something: what Tarn
 * does not have is an empty result of the right shape. Patterns are {@link NamePattern}s; null, the empty text and {@code %}
 * fit everything, catalogs included.
 */
final class TarnDatabaseMetaData extends DatabaseCapabilities {
    private static final Pattern SECRET =
            Pattern.compile("(?i)([a-z0-9_.]*(?:secret|password|pwd|token|key)[a-z0-9_.]*)\\s*=\\s*"
                    + "('(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|[^;]*)");
    /** Who logs in, and the password, in an address as that of a catalog or a proxy. */
    private static final Pattern LOGIN = Pattern.compile("(//[^:/@;]*):[^@;]*@");

    private static final int JDBC_MAJOR_VERSION = 4;
    private static final int JDBC_MINOR_VERSION = 3;
    private static final String VERSION = TarnDriver.MAJOR_VERSION + "." + TarnDriver.MINOR_VERSION;

    private final TarnConnection connection;
    private final MetadataReader reader;

    TarnDatabaseMetaData(TarnConnection connection) {
        this.connection = connection;
        this.reader = new MetadataReader(connection);
    }

    @Override
    String what() {
        return "database's metadata";
    }

    private static ResultSet result(List<ResultColumn> shape, List<Object[]> rows) {
        return TarnResultSet.of(null, shape, rows);
    }

    private static ResultSet none(List<ResultColumn> shape) {
        return result(shape, List.of());
    }

    @Override
    public Connection getConnection() {
        return connection;
    }

    @Override
    public ResultSet getCatalogs() throws SQLException {
        return result(
                MetadataShape.CATALOGS,
                reader.catalogs().stream().map(name -> new Object[] {name}).toList());
    }

    @Override
    public ResultSet getSchemas() throws SQLException {
        return getSchemas(null, null);
    }

    @Override
    public ResultSet getSchemas(String catalog, String schemaPattern) throws SQLException {
        return result(MetadataShape.SCHEMAS, reader.schemas(catalog, schemaPattern));
    }

    @Override
    public ResultSet getTableTypes() {
        List<Object[]> types = new ArrayList<>();
        for (String type : List.of(MetadataReader.TABLE, MetadataReader.VIEW)) {
            types.add(new Object[] {type});
        }
        return result(MetadataShape.TABLE_TYPES, types);
    }

    @Override
    public ResultSet getTables(String catalog, String schemaPattern, String tablePattern, String[] types)
            throws SQLException {
        return result(MetadataShape.TABLES, reader.tables(catalog, schemaPattern, tablePattern, types));
    }

    @Override
    public ResultSet getColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern)
            throws SQLException {
        return result(MetadataShape.COLUMNS, reader.columns(catalog, schemaPattern, tablePattern, columnPattern));
    }

    @Override
    public ResultSet getFunctions(String catalog, String schemaPattern, String functionPattern) {
        NamePattern pattern = new NamePattern(functionPattern);
        List<Object[]> functions = new ArrayList<>();
        for (SqlFunction function : Tarn.functions()) {
            if (pattern.fits(function.name())) {
                functions.add(new Object[] {
                    null, null, function.name(), function.usage(), (short) functionNoTable, function.name()
                });
            }
        }
        return result(MetadataShape.FUNCTIONS, functions);
    }

    @Override
    public ResultSet getTypeInfo() {
        List<Object[]> rows = new ArrayList<>();
        for (Type type : List.of(
                Type.BOOLEAN,
                Type.TINYINT,
                Type.SMALLINT,
                Type.INTEGER,
                Type.BIGINT,
                Type.REAL,
                Type.DOUBLE,
                Type.decimal(Type.MAX_DECIMAL_PRECISION, 0),
                Type.charType(1),
                Type.VARCHAR,
                Type.VARBINARY,
                Type.DATE,
                Type.TIME,
                Type.TIMESTAMP,
                Type.array(Type.UNKNOWN),
                Type.map(Type.UNKNOWN, Type.UNKNOWN),
                Type.row(List.of()))) {
            rows.add(typeInfo(type));
        }
        rows.sort(Comparator.comparing(row -> (Integer) row[1]));
        return result(MetadataShape.TYPE_INFO, rows);
    }

    private static Object[] typeInfo(Type type) {
        String name = type.isNested() ? type.kind().name().toLowerCase(Locale.ROOT) : JdbcTypes.typeName(type);
        String prefix =
                switch (type.kind()) {
                    case CHAR, VARCHAR -> "'";
                    case VARBINARY -> "X'";
                    case DATE, TIME, TIMESTAMP -> name.toUpperCase(Locale.ROOT) + " '";
                    default -> null;
                };
        String parameters =
                switch (type.kind()) {
                    case DECIMAL -> "precision,scale";
                    case CHAR, VARCHAR -> "length";
                    case TIMESTAMP -> "fractional digits";
                    default -> null;
                };
        boolean number = JdbcTypes.isSigned(type);
        return new Object[] {
            name,
            JdbcTypes.jdbcType(type),
            JdbcTypes.precision(type),
            prefix,
            prefix == null ? null : "'",
            parameters,
            (short) typeNullable,
            type.isText(),
            (short) (type.isText() ? typeSearchable : type.isNested() ? typePredNone : typePredBasic),
            !number,
            false,
            false,
            name,
            (short) 0,
            (short) (type.isDecimal() ? Type.MAX_DECIMAL_PRECISION : JdbcTypes.scale(type)),
            null,
            null,
            number ? (Integer) 10 : null
        };
    }

    @Override
    public ResultSet getProcedures(String catalog, String schemaPattern, String procedurePattern) {
        return none(MetadataShape.PROCEDURES);
    }

    @Override
    public ResultSet getProcedureColumns(
            String catalog, String schemaPattern, String procedurePattern, String columnPattern) {
        return none(MetadataShape.PROCEDURE_COLUMNS);
    }

    @Override
    public ResultSet getFunctionColumns(
            String catalog, String schemaPattern, String functionPattern, String columnPattern) {
        return none(MetadataShape.FUNCTION_COLUMNS);
    }

    @Override
    public ResultSet getColumnPrivileges(String catalog, String schema, String table, String columnPattern) {
        return none(MetadataShape.COLUMN_PRIVILEGES);
    }

    @Override
    public ResultSet getTablePrivileges(String catalog, String schemaPattern, String tablePattern) {
        return none(MetadataShape.TABLE_PRIVILEGES);
    }

    @Override
    public ResultSet getBestRowIdentifier(String catalog, String schema, String table, int scope, boolean nullable) {
        return none(MetadataShape.ROW_COLUMNS);
    }

    @Override
    public ResultSet getVersionColumns(String catalog, String schema, String table) {
        return none(MetadataShape.ROW_COLUMNS);
    }

    @Override
    public ResultSet getPrimaryKeys(String catalog, String schema, String table) {
        return none(MetadataShape.PRIMARY_KEYS);
    }

    @Override
    public ResultSet getImportedKeys(String catalog, String schema, String table) {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getExportedKeys(String catalog, String schema, String table) {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getCrossReference(
            String parentCatalog,
            String parentSchema,
            String parentTable,
            String foreignCatalog,
            String foreignSchema,
            String foreignTable) {
        return none(MetadataShape.FOREIGN_KEYS);
    }

    @Override
    public ResultSet getIndexInfo(String catalog, String schema, String table, boolean unique, boolean approximate) {
        return none(MetadataShape.INDEXES);
    }

    @Override
    public ResultSet getUDTs(String catalog, String schemaPattern, String typePattern, int[] types) {
        return none(MetadataShape.UDTS);
    }

    @Override
    public ResultSet getSuperTypes(String catalog, String schemaPattern, String typePattern) {
        return none(MetadataShape.SUPER_TYPES);
    }

    @Override
    public ResultSet getSuperTables(String catalog, String schemaPattern, String tablePattern) {
        return none(MetadataShape.SUPER_TABLES);
    }

    @Override
    public ResultSet getAttributes(String catalog, String schemaPattern, String typePattern, String attributePattern) {
        return none(MetadataShape.ATTRIBUTES);
    }

    @Override
    public ResultSet getClientInfoProperties() {
        return none(MetadataShape.CLIENT_INFO);
    }

    @Override
    public ResultSet getPseudoColumns(String catalog, String schemaPattern, String tablePattern, String columnPattern) {
        return none(MetadataShape.PSEUDO_COLUMNS);
    }

    /** Returns the URL without what is secret in it. */
    @Override
    public String getURL() {
        return LOGIN.matcher(SECRET.matcher(connection.url()).replaceAll("$1=***"))
                .replaceAll("$1:***@");
    }

    /** Returns the name of who runs the JVM; there are no others. */
    @Override
    public String getUserName() {
        return System.getProperty("user.name", "");
    }

    @Override
    public boolean isReadOnly() throws SQLException {
        return connection.isReadOnly();
    }

    @Override
    public String getDatabaseProductName() {
        return "Tarn";
    }

    @Override
    public String getDatabaseProductVersion() {
        return VERSION;
    }

    @Override
    public String getDriverName() {
        return "Tarn JDBC driver";
    }

    @Override
    public String getDriverVersion() {
        return VERSION;
    }

    @Override
    public int getDriverMajorVersion() {
        return TarnDriver.MAJOR_VERSION;
    }

    @Override
    public int getDriverMinorVersion() {
        return TarnDriver.MINOR_VERSION;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return TarnDriver.MAJOR_VERSION;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return TarnDriver.MINOR_VERSION;
    }

    @Override
    public int getJDBCMajorVersion() {
        return JDBC_MAJOR_VERSION;
    }

    @Override
    public int getJDBCMinorVersion() {
        return JDBC_MINOR_VERSION;
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public String getSQLKeywords() {
        return Keywords.OWN;
    }

    @Override
    public String getNumericFunctions() {
        return EscapedFunctions.NUMERIC;
    }

    @Override
    public String getStringFunctions() {
        return EscapedFunctions.STRING;
    }

    @Override
    public String getSystemFunctions() {
        return EscapedFunctions.SYSTEM;
    }

    @Override
    public String getTimeDateFunctions() {
        return EscapedFunctions.TIME;
    }

    @Override
    public String getSearchStringEscape() {
        return NamePattern.ESCAPE;
    }

    @Override
    public String getExtraNameCharacters() {
        return "$";
    }

    @Override
    public String getSchemaTerm() {
        return "schema";
    }

    @Override
    public String getProcedureTerm() {
        return "procedure";
    }

    @Override
    public String getCatalogTerm() {
        return "catalog";
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public boolean supportsConvert() {
        return true;
    }

    @Override
    public boolean supportsConvert(int from, int to) {
        return JdbcTypes.converts(from, to);
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_NONE;
    }

    @Override
    public boolean supportsTransactionIsolationLevel(int level) {
        return level == Connection.TRANSACTION_NONE;
    }

    @Override
    public boolean supportsResultSetType(int type) {
        return type == ResultSet.TYPE_FORWARD_ONLY;
    }

    @Override
    public boolean supportsResultSetConcurrency(int type, int concurrency) {
        return type == ResultSet.TYPE_FORWARD_ONLY && concurrency == ResultSet.CONCUR_READ_ONLY;
    }

    @Override
    public boolean supportsResultSetHoldability(int holdability) {
        return holdability == ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }

    @Override
    public long getMaxLogicalLobSize() {
        return 0;
    }
}
