package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlKind;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlNodeList;
import org.apache.calcite.sql.SqlNumericLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;

/** Makes for the generated parser the statements that write the rows of a query. Stateless. */
public final class WriteBuilder {
    private WriteBuilder() {}

    /** A statement and its query. */
    public record Written(WriteStatement statement, SqlNode query) {}

    /** Returns the names of a list in parentheses; {@code what} says of what. */
    public static List<Statement.Word> columns(SqlNodeList columns, String what) {
        Set<String> seen = new HashSet<>();
        List<Statement.Word> names = new ArrayList<>();
        for (SqlNode node : columns) {
            String lower = ((SqlIdentifier) node).getSimple().toLowerCase(Locale.ROOT);
            if (!seen.add(lower)) {
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        Positions.of(node.getParserPosition()),
                        "the column \"" + lower + "\" is named twice in " + what);
            }
            names.add(new Statement.Word(lower, Positions.of(node.getParserPosition())));
        }
        return names;
    }

    /** Adds a property to those of a list. */
    public static void property(Map<String, Statement.Value> properties, SqlIdentifier name, SqlNode value) {
        String lower = name.getSimple().toLowerCase(Locale.ROOT);
        Statement.Value there = properties.putIfAbsent(
                lower, new Statement.Value(literal(value, lower), Positions.of(value.getParserPosition())));
        if (there != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    Positions.of(name.getParserPosition()),
                    "the property '" + lower + "' is set twice");
        }
    }

    /** Returns the columns of ANALYZE ... WITH (columns = ARRAY['a', 'b']). */
    public static List<Statement.Word> analyzedColumns(Map<String, Statement.Value> properties) {
        List<Statement.Word> columns = new ArrayList<>();
        properties.forEach((name, value) -> {
            if (!name.equals("columns") || !(value.value() instanceof List<?> names)) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        value.position(),
                        "ANALYZE WITH anything but columns = ARRAY['name', ...] is not supported");
            }
            names.forEach(column ->
                    columns.add(new Statement.Word(String.valueOf(column).toLowerCase(Locale.ROOT), value.position())));
        });
        return columns;
    }

    private static Object literal(SqlNode value, String property) {
        if (value instanceof SqlNumericLiteral number) {
            return number.bigDecimalValue();
        }
        if (value instanceof SqlLiteral literal && !(literal.getValue() == null)) {
            if (literal.getTypeName().getFamily() == org.apache.calcite.sql.type.SqlTypeFamily.CHARACTER) {
                return literal.toValue();
            }
            if (literal.getValue() instanceof Boolean bool) {
                return bool;
            }
        }
        if (value instanceof SqlCall call && call.getKind() == SqlKind.ARRAY_VALUE_CONSTRUCTOR) {
            List<Object> elements = new ArrayList<>();
            call.getOperandList().forEach(element -> elements.add(element(element, property)));
            return List.copyOf(elements);
        }
        if (value instanceof SqlCall call
                && call.getKind() == SqlKind.MINUS_PREFIX
                && literal(call.operand(0), property) instanceof BigDecimal number) {
            return number.negate();
        }
        throw new TarnException(
                ErrorCode.INVALID_STATEMENT,
                Positions.of(value.getParserPosition()),
                "the property '" + property + "' is a string, a number, TRUE, FALSE or an ARRAY of such values");
    }

    /** A name in an array is that of a column. */
    private static Object element(SqlNode value, String property) {
        return value instanceof SqlIdentifier name && name.isSimple() ? name.getSimple() : literal(value, property);
    }

    /** Makes a CREATE TABLE AS. */
    public static Written createTableAs(
            SqlIdentifier name,
            boolean ifNotExists,
            SqlNodeList columns,
            String comment,
            Map<String, Statement.Value> properties,
            boolean withData,
            SqlNode query) {
        return new Written(
                new WriteStatement.CreateTableAs(
                        DdlBuilder.name(name),
                        ifNotExists,
                        columns(columns, "the table"),
                        comment,
                        properties,
                        withData),
                query);
    }

    /** Makes an INSERT INTO. */
    public static Written insert(SqlIdentifier table, SqlNodeList columns, SqlNode query) {
        return new Written(new WriteStatement.Insert(DdlBuilder.name(table), columns(columns, "INSERT")), query);
    }

    /** Makes an UNLOAD. */
    public static Written unload(
            String location, SqlParserPos position, Map<String, Statement.Value> properties, SqlNode query) {
        return new Written(new WriteStatement.Unload(location, Positions.of(position), properties), query);
    }
}
