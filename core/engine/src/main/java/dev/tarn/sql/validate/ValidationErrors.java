package dev.tarn.sql.validate;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.calcite.runtime.CalciteContextException;
import org.apache.calcite.runtime.CalciteException;

/** Says what Calcite's validator found, with Tarn's codes and words. */
final class ValidationErrors {
    /** A text of Calcite's, the code it gets, and what is said instead; {@code $1} and so on are its parts. */
    private record Rule(Pattern pattern, ErrorCode code, String text) {
        static Rule of(String pattern, ErrorCode code, String text) {
            return new Rule(Pattern.compile(pattern, Pattern.DOTALL), code, text);
        }
    }

    private static final Pattern COLUMN = Pattern.compile(
            "Column '(.*?)' not found in (?:any table|table '(.*?)')(?:; did you mean .*)?", Pattern.DOTALL);
    private static final Pattern TABLE = Pattern.compile("(?:Table|Object) '(.*?)' not found.*", Pattern.DOTALL);
    private static final Pattern ARGUMENTS = Pattern.compile(
            "Cannot apply '(.*?)' to arguments of type '(.*)'\\. Supported form\\(s\\): .*", Pattern.DOTALL);
    private static final Pattern CAST = Pattern.compile(
            "Cast function cannot convert value of type (.+?)(?: NOT NULL)? to type (.*?)(?: CHARACTER SET .*?)?(?: NOT NULL)?");
    private static final Pattern TYPE_NAME = Pattern.compile("<([^<>]*)>");

    private static final String DAY = "[+-]?\\d{4,6}-\\d{1,2}-\\d{1,2}";
    private static final String TIME = "\\d{1,2}:\\d{2}(?::\\d{2}(?:\\.\\d+)?)?";
    private static final String OFFSET = "[+-]\\d{1,2}:?(?:\\d{2})?";
    private static final String ZONE = "[A-Za-z][\\w/+:-]*";

    private static final List<Rule> RULES = List.of(
            Rule.of(
                    "Column '(.*)' is ambiguous",
                    ErrorCode.AMBIGUOUS_NAME,
                    "the column $1 is in more than one table; " + "write the table's name or alias before it"),
            Rule.of(
                    "Duplicate relation name '(.*)' in FROM clause",
                    ErrorCode.AMBIGUOUS_NAME,
                    "FROM names $1 twice; " + "give one an alias"),
            Rule.of(
                    "Column name '(.*)' in NATURAL join or USING clause is not unique.*",
                    ErrorCode.AMBIGUOUS_NAME,
                    "the column $1 of the join is in more than one table of a side"),
            Rule.of(
                    "Expression '(.*)' is not being grouped",
                    ErrorCode.INVALID_STATEMENT,
                    "$1 is neither in GROUP BY nor " + "within an aggregate"),
            Rule.of(
                    "Expression '(.*)' is not in the select clause",
                    ErrorCode.INVALID_STATEMENT,
                    "with SELECT DISTINCT, " + "ORDER BY takes only what is selected; $1 is not"),
            Rule.of(
                    "Aggregate expression is illegal in (.*) clause.*",
                    ErrorCode.INVALID_STATEMENT,
                    "an aggregate cannot stand in $1"),
            Rule.of(
                    "Aggregate expressions cannot be nested",
                    ErrorCode.INVALID_STATEMENT,
                    "an aggregate cannot stand within an aggregate"),
            Rule.of(
                    "Windowed aggregate expression is illegal in (.*) clause.*",
                    ErrorCode.INVALID_STATEMENT,
                    "a window function cannot stand in $1"),
            Rule.of(
                    "Illegal TIMESTAMP literal '(" + DAY + "(?: +" + TIME + " *| +)(?:" + OFFSET + "|" + ZONE
                            + "))': .*",
                    ErrorCode.NOT_SUPPORTED,
                    "'$1' is a TIMESTAMP WITH TIME ZONE, which is not supported; write it without the zone"),
            Rule.of(
                    "Illegal TIME literal '(" + TIME + " *" + OFFSET + ")': .*",
                    ErrorCode.NOT_SUPPORTED,
                    "'$1' is a TIME WITH TIME ZONE, which is not supported; write it without the zone"),
            Rule.of("Illegal (\\w+) literal '(.*)': .*", ErrorCode.INVALID_CAST_ARGUMENT, "'$2' is not a $1"),
            Rule.of(
                    "Literal '(.*)' can not be parsed to type '(.*)'",
                    ErrorCode.INVALID_CAST_ARGUMENT,
                    "$1 is not a $2"),
            Rule.of("Illegal INTERVAL literal (.*); at .*", ErrorCode.INVALID_CAST_ARGUMENT, "$1 is not an interval"),
            Rule.of("(Interval .*|Illegal interval literal format .*)", ErrorCode.INVALID_CAST_ARGUMENT, "$1"),
            Rule.of(
                    "Numeric literal '(.*)' out of range",
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "the number $1 is out of range"),
            Rule.of(
                    "Date literal '(.*)' out of range",
                    ErrorCode.NUMERIC_VALUE_OUT_OF_RANGE,
                    "the date $1 is out of range"),
            Rule.of(
                    "Values passed to (.*) operator must have compatible types",
                    ErrorCode.TYPE_MISMATCH,
                    "the values given to $1 have types that nothing is common to"),
            Rule.of(
                    "Values in expression list must have compatible types",
                    ErrorCode.TYPE_MISMATCH,
                    "the values of the list have types that nothing is common to"),
            Rule.of(
                    "Illegal mixing of types in CASE or COALESCE statement",
                    ErrorCode.TYPE_MISMATCH,
                    "the results of CASE have types that nothing is common to"),
            Rule.of(
                    "Type mismatch in column ([\\d.,]+) of (.*)",
                    ErrorCode.TYPE_MISMATCH,
                    "column $1 of $2 has types that nothing is common to"),
            Rule.of(
                    "Column count mismatch in (.*)",
                    ErrorCode.INVALID_STATEMENT,
                    "the queries of $1 differ in their number of " + "columns"),
            Rule.of(
                    "(WHERE|HAVING|ON|FILTER) (?:clause|expression) must be (?:a condition|of type BOOLEAN)",
                    ErrorCode.TYPE_MISMATCH,
                    "the condition of $1 is not a boolean"),
            Rule.of("Expected a boolean type", ErrorCode.TYPE_MISMATCH, "a boolean is expected here"),
            Rule.of(
                    "ELSE clause or at least one THEN clause must be non-NULL",
                    ErrorCode.TYPE_MISMATCH,
                    "all results of CASE are NULL"),
            Rule.of("Operand (.*) must be a query", ErrorCode.TYPE_MISMATCH, "$1 must be a query"),
            Rule.of(
                    "Only scalar sub-queries allowed in select list\\.",
                    ErrorCode.INVALID_STATEMENT,
                    "a subquery that gives a value must have one column"),
            Rule.of("Illegal use of 'NULL'", ErrorCode.TYPE_MISMATCH, "NULL has no type here; write CAST(NULL AS ...)"),
            Rule.of(
                    "Invalid number of arguments to function '(.*)'\\. Was expecting (.*) arguments",
                    ErrorCode.TYPE_MISMATCH,
                    "$1 takes $2 arguments"),
            Rule.of(
                    "No match found for function signature (.*)",
                    ErrorCode.TYPE_MISMATCH,
                    "$1 does not exist for these arguments"),
            Rule.of(
                    "List of column aliases must have same degree as table; table has (\\S+) columns (.*), whereas alias "
                            + "list has (\\S+) columns",
                    ErrorCode.INVALID_STATEMENT,
                    "the list names $3 columns, but the table has $1 $2"),
            Rule.of(
                    "Duplicate name '(.*)' in column (?:alias )?list",
                    ErrorCode.INVALID_STATEMENT,
                    "the column $1 is named twice"),
            Rule.of(
                    "Number of columns must match number of query columns",
                    ErrorCode.INVALID_STATEMENT,
                    "the list names another number of columns than the query has"),
            Rule.of("Ordinal out of range", ErrorCode.INVALID_STATEMENT, "there is no column of that number"),
            Rule.of("Unknown identifier '(.*)'", ErrorCode.COLUMN_NOT_FOUND, "there is no column or type $1"),
            Rule.of("Unknown field '(.*)'", ErrorCode.COLUMN_NOT_FOUND, "there is no field $1"),
            Rule.of(
                    "Cannot qualify common column '(.*)'",
                    ErrorCode.INVALID_STATEMENT,
                    "$1 is a column of both sides of the join: write it without a table"),
            Rule.of(
                    "Column '(.*)' matched using NATURAL keyword or USING clause has incompatible types.*",
                    ErrorCode.TYPE_MISMATCH,
                    "the two columns $1 of the join have types that cannot be compared"),
            Rule.of(
                    "INNER, LEFT, RIGHT, FULL, or ASOF join requires a condition.*",
                    ErrorCode.SYNTAX_ERROR,
                    "a JOIN needs ON or USING; a CROSS JOIN has neither"),
            Rule.of(
                    "Cannot specify condition .* following CROSS JOIN",
                    ErrorCode.SYNTAX_ERROR,
                    "a CROSS JOIN has no condition"),
            Rule.of(
                    "(?:SELECT \\* requires a FROM clause|SELECT must have a FROM clause)",
                    ErrorCode.INVALID_STATEMENT,
                    "SELECT * needs a FROM"),
            Rule.of(
                    "DECIMAL (precision|scale) (\\S+) must be between (\\S+) and (\\S+)",
                    ErrorCode.TYPE_MISMATCH,
                    "a decimal's $1 is between $3 and $4, not $2"),
            Rule.of(
                    "DISTINCT/ALL not allowed with (.*) function",
                    ErrorCode.INVALID_STATEMENT,
                    "$1 is not an aggregate, so it takes no DISTINCT"),
            Rule.of(
                    "FILTER expression must be of type BOOLEAN",
                    ErrorCode.TYPE_MISMATCH,
                    "the condition of FILTER is not a boolean"),
            Rule.of(
                    "FILTER must not contain aggregate expression",
                    ErrorCode.INVALID_STATEMENT,
                    "an aggregate cannot stand in FILTER"));

    private static final Pattern NOT_GROUPED = Pattern.compile("Identifier '(.*)' is not a group expr");

    private ValidationErrors() {}

    /**
     * Runs a step of Calcite's.
     *
     * @param columnNames the columns that a wrong name may have meant
     * @throws TarnException for anything that it throws
     */
    static <T> T translating(Supplier<T> step, Collection<String> columnNames) {
        try {
            return step.get();
        } catch (CalciteContextException e) {
            InStatement place = e.getPosLine() <= 0
                    ? null
                    : new InStatement(
                            e.getPosLine(),
                            e.getPosColumn(),
                            Math.max(e.getPosLine(), e.getEndPosLine()),
                            Math.max(1, e.getEndPosColumn()));
            Throwable cause = e.getCause() == null ? e : e.getCause();
            if (cause instanceof TarnException known) {
                throw known.at(place);
            }
            throw translate(String.valueOf(cause.getMessage()), place, e, columnNames);
        } catch (CalciteException e) {
            throw translate(String.valueOf(e.getMessage()), null, e, columnNames);
        } catch (AssertionError e) {
            // The converter's way to say so of a subquery in HAVING and the like.
            Matcher column = NOT_GROUPED.matcher(String.valueOf(e.getMessage()));
            if (!column.matches()) {
                throw new TarnException(ErrorCode.INTERNAL_ERROR, String.valueOf(e.getMessage()), e);
            }
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    "a subquery names the column " + column.group(1) + ", which is not grouped by",
                    e);
        } catch (StackOverflowError e) {
            throw new TarnException(ErrorCode.INVALID_STATEMENT, "the statement is nested too deeply", e);
        }
    }

    private static TarnException translate(
            String message, InStatement place, Throwable cause, Collection<String> columnNames) {
        Matcher column = COLUMN.matcher(message);
        if (column.matches()) {
            String name = column.group(1);
            String in = column.group(2) == null ? "" : " in " + shown(column.group(2));
            return new TarnException(
                    ErrorCode.COLUMN_NOT_FOUND,
                    place,
                    "there is no column " + name + in + NearestNames.hint(name, columnNames),
                    cause);
        }
        Matcher table = TABLE.matcher(message);
        if (table.matches()) {
            return new TarnException(
                    ErrorCode.COLUMN_NOT_FOUND, place, "FROM has no table or alias " + table.group(1), cause);
        }
        Matcher cast = CAST.matcher(message);
        if (cast.matches()) {
            return new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    place,
                    cast.group(1).toLowerCase(Locale.ROOT) + " cannot be cast to "
                            + cast.group(2).toLowerCase(Locale.ROOT),
                    cause);
        }
        Matcher arguments = ARGUMENTS.matcher(message);
        if (arguments.matches() && arguments.group(1).equals("$SCALAR_QUERY")) {
            return new TarnException(
                    ErrorCode.INVALID_STATEMENT, place, "a subquery that gives a value must have one column", cause);
        }
        if (arguments.matches()) {
            return new TarnException(
                    ErrorCode.TYPE_MISMATCH,
                    place,
                    arguments.group(1).toLowerCase(Locale.ROOT) + " cannot be applied to " + types(arguments.group(2)),
                    cause);
        }
        for (Rule rule : RULES) {
            Matcher matcher = rule.pattern().matcher(message);
            if (matcher.matches()) {
                String text = rule.text();
                for (int group = 1; group <= matcher.groupCount(); group++) {
                    String part = matcher.group(group);
                    text = text.replace("$" + group, part == null ? "" : shown(part));
                }
                return new TarnException(rule.code(), place, text, cause);
            }
        }
        return new TarnException(ErrorCode.INVALID_STATEMENT, place, message, cause);
    }

    /** The names that tables have towards Calcite are not for readers. */
    private static String shown(String part) {
        return part.startsWith("$") ? part.substring(part.lastIndexOf('$') + 1) : part.replace("`", "");
    }

    private static String types(String signature) {
        StringBuilder text = new StringBuilder();
        Matcher matcher = TYPE_NAME.matcher(signature);
        while (matcher.find()) {
            text.append(text.length() == 0 ? "" : " and ");
            text.append(matcher.group(1).toLowerCase(Locale.ROOT).replaceAll("\\s*character set.*", ""));
        }
        return text.length() == 0 ? signature : text.toString();
    }
}
