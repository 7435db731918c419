package dev.tarn.sql.validate;

import dev.tarn.catalog.TableHandle;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.catalog.type.TarnTypeFactory;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.parser.ParsedStatement;
import dev.tarn.sql.parser.Positions;
import dev.tarn.sql.parser.TarnParser;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeField;
import org.apache.calcite.sql.SqlNode;

/** Validates queries. Stateless. */
public final class QueryValidator {
    private static final TarnTypeFactory TYPES = new TarnTypeFactory();

    private QueryValidator() {}

    /**
     * Resolves names and derives types. May read the listings and first footers of paths.
     *
     * @param statement a query or an EXPLAIN of one; used up by this
     * @throws TarnException of kind USER, positioned where it can be; what reading a footer throws
     */
    public static ValidatedQuery validate(ParsedStatement statement, StatementContext context) {
        SqlNode query = statement.query().orElseThrow(() -> new IllegalArgumentException("not a query"));
        StatementTables tables = new StatementTables();
        SqlNode rewritten = new QueryRewriter(context, tables).rewrite(query);
        CalciteCatalogReader reader = tables.reader(TYPES);
        TarnValidator validator = new TarnValidator(reader, TYPES, context.parameters());
        SqlNode validated;
        try {
            validated = ValidationErrors.translating(() -> validator.validate(rewritten), columnNames(tables));
        } catch (TarnException e) {
            blameView(tables, context);
            throw tables.explained(e);
        }
        RelDataType rowType = validator.getValidatedNodeType(validated);
        List<Type> types = new ArrayList<>();
        for (RelDataTypeField field : rowType.getFieldList()) {
            types.add(SqlTypes.find(field.getType())
                    .orElseThrow(() -> new TarnException(
                            ErrorCode.NOT_SUPPORTED,
                            "a result of type " + field.getType() + " (column " + field.getName()
                                    + ") is not supported")));
        }
        return new ValidatedQuery(
                validator,
                reader,
                validated,
                rowType,
                ResultLabels.of(validated, rowType),
                types,
                tables.handles(),
                validator.parameterTypes());
    }

    private static List<String> columnNames(StatementTables tables) {
        List<String> names = new ArrayList<>();
        for (TableHandle handle : tables.handles()) {
            for (ColumnSchema column : handle.table().columns()) {
                names.add(column.name());
            }
        }
        return names;
    }

    /** An error in a view's own query is the view's, not the statement's. */
    private static void blameView(StatementTables tables, StatementContext context) {
        for (StatementTables.UsedView used : tables.views()) {
            try {
                validate(
                        TarnParser.parse(used.view().queryText()),
                        context.withPath(used.view().path()));
            } catch (TarnException e) {
                throw new TarnException(
                        ErrorCode.INVALID_VIEW,
                        Positions.of(used.position()),
                        "the view " + String.join(".", used.view().name()) + " is no longer valid: " + e.detail(),
                        e);
            }
        }
    }
}
