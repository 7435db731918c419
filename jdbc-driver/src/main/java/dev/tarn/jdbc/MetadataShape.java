package dev.tarn.jdbc;

import dev.tarn.ResultColumn;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/** The columns of what {@link java.sql.DatabaseMetaData} answers, as JDBC fixes them. */
final class MetadataShape {
    static final List<ResultColumn> CATALOGS = of("TABLE_CAT");
    static final List<ResultColumn> SCHEMAS = of("TABLE_SCHEM TABLE_CATALOG");
    static final List<ResultColumn> TABLE_TYPES = of("TABLE_TYPE");
    static final List<ResultColumn> TABLES =
            of("TABLE_CAT TABLE_SCHEM TABLE_NAME TABLE_TYPE REMARKS TYPE_CAT TYPE_SCHEM "
                    + "TYPE_NAME SELF_REFERENCING_COL_NAME REF_GENERATION");
    static final List<ResultColumn> COLUMNS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i TYPE_NAME "
            + "COLUMN_SIZE:i BUFFER_LENGTH:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS COLUMN_DEF "
            + "SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG "
            + "SCOPE_SCHEMA SCOPE_TABLE SOURCE_DATA_TYPE:h IS_AUTOINCREMENT IS_GENERATEDCOLUMN");
    static final List<ResultColumn> COLUMN_PRIVILEGES =
            of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
    static final List<ResultColumn> TABLE_PRIVILEGES =
            of("TABLE_CAT TABLE_SCHEM TABLE_NAME GRANTOR GRANTEE PRIVILEGE IS_GRANTABLE");
    static final List<ResultColumn> ROW_COLUMNS = of("SCOPE:h COLUMN_NAME DATA_TYPE:i TYPE_NAME COLUMN_SIZE:i "
            + "BUFFER_LENGTH:i DECIMAL_DIGITS:h PSEUDO_COLUMN:h");
    static final List<ResultColumn> PRIMARY_KEYS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME KEY_SEQ:h PK_NAME");
    static final List<ResultColumn> FOREIGN_KEYS =
            of("PKTABLE_CAT PKTABLE_SCHEM PKTABLE_NAME PKCOLUMN_NAME FKTABLE_CAT "
                    + "FKTABLE_SCHEM FKTABLE_NAME FKCOLUMN_NAME KEY_SEQ:h UPDATE_RULE:h DELETE_RULE:h FK_NAME PK_NAME "
                    + "DEFERRABILITY:h");
    static final List<ResultColumn> INDEXES = of("TABLE_CAT TABLE_SCHEM TABLE_NAME NON_UNIQUE:b INDEX_QUALIFIER "
            + "INDEX_NAME TYPE:h ORDINAL_POSITION:h COLUMN_NAME ASC_OR_DESC CARDINALITY:l PAGES:l FILTER_CONDITION");
    static final List<ResultColumn> TYPE_INFO = of("TYPE_NAME DATA_TYPE:i PRECISION:i LITERAL_PREFIX LITERAL_SUFFIX "
            + "CREATE_PARAMS NULLABLE:h CASE_SENSITIVE:b SEARCHABLE:h UNSIGNED_ATTRIBUTE:b FIXED_PREC_SCALE:b "
            + "AUTO_INCREMENT:b LOCAL_TYPE_NAME MINIMUM_SCALE:h MAXIMUM_SCALE:h SQL_DATA_TYPE:i SQL_DATETIME_SUB:i "
            + "NUM_PREC_RADIX:i");
    static final List<ResultColumn> PROCEDURES = of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME RESERVED1 RESERVED2 "
            + "RESERVED3 REMARKS PROCEDURE_TYPE:h SPECIFIC_NAME");
    static final List<ResultColumn> PROCEDURE_COLUMNS = of("PROCEDURE_CAT PROCEDURE_SCHEM PROCEDURE_NAME COLUMN_NAME "
            + "COLUMN_TYPE:h DATA_TYPE:i TYPE_NAME PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h REMARKS COLUMN_DEF "
            + "SQL_DATA_TYPE:i SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME");
    static final List<ResultColumn> FUNCTIONS =
            of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME REMARKS FUNCTION_TYPE:h SPECIFIC_NAME");
    static final List<ResultColumn> FUNCTION_COLUMNS = of("FUNCTION_CAT FUNCTION_SCHEM FUNCTION_NAME COLUMN_NAME "
            + "COLUMN_TYPE:h DATA_TYPE:i TYPE_NAME PRECISION:i LENGTH:i SCALE:h RADIX:h NULLABLE:h REMARKS "
            + "CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SPECIFIC_NAME");
    static final List<ResultColumn> UDTS =
            of("TYPE_CAT TYPE_SCHEM TYPE_NAME CLASS_NAME DATA_TYPE:i REMARKS BASE_TYPE:h");
    static final List<ResultColumn> SUPER_TYPES =
            of("TYPE_CAT TYPE_SCHEM TYPE_NAME SUPERTYPE_CAT SUPERTYPE_SCHEM SUPERTYPE_NAME");
    static final List<ResultColumn> SUPER_TABLES = of("TABLE_CAT TABLE_SCHEM TABLE_NAME SUPERTABLE_NAME");
    static final List<ResultColumn> ATTRIBUTES =
            of("TYPE_CAT TYPE_SCHEM TYPE_NAME ATTR_NAME DATA_TYPE:i ATTR_TYPE_NAME "
                    + "ATTR_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i NULLABLE:i REMARKS ATTR_DEF SQL_DATA_TYPE:i "
                    + "SQL_DATETIME_SUB:i CHAR_OCTET_LENGTH:i ORDINAL_POSITION:i IS_NULLABLE SCOPE_CATALOG SCOPE_SCHEMA "
                    + "SCOPE_TABLE SOURCE_DATA_TYPE:h");
    static final List<ResultColumn> CLIENT_INFO = of("NAME MAX_LEN:i DEFAULT_VALUE DESCRIPTION");
    static final List<ResultColumn> PSEUDO_COLUMNS = of("TABLE_CAT TABLE_SCHEM TABLE_NAME COLUMN_NAME DATA_TYPE:i "
            + "COLUMN_SIZE:i DECIMAL_DIGITS:i NUM_PREC_RADIX:i COLUMN_USAGE REMARKS CHAR_OCTET_LENGTH:i IS_NULLABLE");

    private MetadataShape() {}

    /** Reads names with a letter for their type: i INTEGER, h SMALLINT, l BIGINT, b BOOLEAN, else VARCHAR. */
    private static List<ResultColumn> of(String columns) {
        List<ResultColumn> all = new ArrayList<>();
        for (String column : columns.split(" ", -1)) {
            int colon = column.indexOf(':');
            Type type = colon < 0
                    ? Type.VARCHAR
                    : switch (column.charAt(colon + 1)) {
                        case 'i' -> Type.INTEGER;
                        case 'h' -> Type.SMALLINT;
                        case 'l' -> Type.BIGINT;
                        default -> Type.BOOLEAN;
                    };
            all.add(new ResultColumn(colon < 0 ? column : column.substring(0, colon), type));
        }
        return List.copyOf(all);
    }
}
