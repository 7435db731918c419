package dev.tarn.jdbc;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import dev.tarn.spi.error.ErrorCode;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The functions of JDBC's escape <code>{fn ...}</code> by Tarn's; one that is not named here has the same name. */
final class EscapedFunctions {
    /** What stands for calls, with {@code $1}, {@code $2} for the arguments, {@code $*} for all. */
    private static final Map<String, String> CALLS = Map.ofEntries(
            Map.entry("ucase", "upper($*)"),
            Map.entry("lcase", "lower($*)"),
            Map.entry("ifnull", "coalesce($*)"),
            Map.entry("left", "substr($1, 1, $2)"),
            Map.entry("right", "substr($1, greatest(length($1) - $2, 0) + 1)"),
            Map.entry("locate", "strpos($2, $1)"),
            Map.entry("insert", "concat(substr($1, 1, $2 - 1), $4, substr($1, $2 + $3))"),
            Map.entry("char_length", "length($*)"),
            Map.entry("character_length", "length($*)"),
            Map.entry("repeat", "array_join(repeat($1, $2), '')"),
            Map.entry("pi", "3.141592653589793E0"),
            Map.entry("degrees", "(CAST($1 AS double) * 57.29577951308232E0)"),
            Map.entry("radians", "(CAST($1 AS double) * 0.017453292519943295E0)"),
            Map.entry("space", "rpad('', $1, ' ')"),
            Map.entry("log", "ln($*)"),
            Map.entry("truncate", "truncate($*)"),
            Map.entry("curdate", "current_date"),
            Map.entry("current_date", "current_date"),
            Map.entry("now", "now()"),
            Map.entry("current_timestamp", "current_timestamp"),
            Map.entry("database", "current_schema"),
            Map.entry("dayofmonth", "day($*)"),
            Map.entry("dayofyear", "day_of_year($*)"),
            Map.entry("dayofweek", "(day_of_week($*) % 7 + 1)"),
            Map.entry(
                    "dayname",
                    "ARRAY['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']"
                            + "[day_of_week($1)]"),
            Map.entry(
                    "monthname",
                    "ARRAY['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', "
                            + "'October', 'November', 'December'][month($1)]"),
            Map.entry("timestampadd", "date_add($1, $2, $3)"),
            Map.entry("timestampdiff", "date_diff($1, $2, $3)"),
            Map.entry("convert", "CAST($1 AS $2)"));

    /** The names of {@link java.sql.DatabaseMetaData#getNumericFunctions}. */
    static final String NUMERIC =
            "ABS,CEILING,DEGREES,EXP,FLOOR,LOG,LOG10,MOD,PI,POWER,RADIANS,ROUND,SIGN,SQRT,TRUNCATE";

    static final String STRING =
            "CHAR_LENGTH,CHARACTER_LENGTH,CONCAT,INSERT,LCASE,LEFT,LENGTH,LOCATE,LTRIM,POSITION,REPEAT,REPLACE,RIGHT,"
                    + "RTRIM,SPACE,SUBSTRING,UCASE";

    static final String SYSTEM = "DATABASE,IFNULL";

    static final String TIME =
            "CURDATE,CURRENT_DATE,CURRENT_TIMESTAMP,DAYNAME,DAYOFMONTH,DAYOFWEEK,DAYOFYEAR,EXTRACT,HOUR,"
                    + "MINUTE,MONTH,MONTHNAME,NOW,QUARTER,SECOND,TIMESTAMPADD,TIMESTAMPDIFF,WEEK,YEAR";

    private EscapedFunctions() {}

    /** Returns Tarn's SQL for a call. */
    static String translate(String call) throws SQLException {
        int open = call.indexOf('(');
        String name = (open < 0 ? call : call.substring(0, open)).strip().toLowerCase(Locale.ROOT);
        String form = CALLS.get(name);
        if (form == null) {
            return call;
        }
        List<String> arguments = open < 0 ? List.of() : arguments(call, open);
        if (name.equals("convert") && arguments.size() == 2) {
            return "CAST(" + arguments.get(0) + " AS " + typeName(arguments.get(1)) + ")";
        }
        if (name.equals("locate") && arguments.size() == 3) {
            form = "coalesce(nullif(strpos(substr($2, $3), $1), 0) + $3 - 1, 0)";
        }
        if (name.startsWith("timestamp") && !arguments.isEmpty()) {
            arguments = new ArrayList<>(arguments);
            arguments.set(0, unit(arguments.get(0)));
        }
        String text = form.replace("$*", String.join(", ", arguments));
        for (int i = 4; i > 0; i--) {
            if (!text.contains("$" + i)) {
                continue;
            }
            if (i > arguments.size()) {
                throw JdbcErrors.of(ErrorCode.SYNTAX_ERROR, "{fn " + call + "} needs " + i + " arguments");
            }
            text = text.replace("$" + i, arguments.get(i - 1));
        }
        return text;
    }

    private static List<String> arguments(String call, int open) {
        List<String> arguments = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(call, open);
        int depth = 0;
        int from = open + 1;
        for (Optional<SqlToken> token = lexer.next(); token.isPresent(); token = lexer.next()) {
            String text = call.substring(token.get().start(), token.get().end());
            if (text.equals("(")) {
                depth++;
            } else if (text.equals(")") && --depth == 0 || text.equals(",") && depth == 1) {
                String argument = call.substring(from, token.get().start()).strip();
                if (!argument.isEmpty()) {
                    arguments.add(argument);
                }
                from = token.get().end();
            }
        }
        return arguments;
    }

    private static String unit(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String unit = upper.startsWith("SQL_TSI_") ? upper.substring("SQL_TSI_".length()) : upper;
        return "'" + unit.toLowerCase(Locale.ROOT) + "'";
    }

    private static String typeName(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String type = upper.startsWith("SQL_") ? upper.substring("SQL_".length()) : upper;
        return switch (type) {
            case "FLOAT" -> "double";
            case "NUMERIC" -> "decimal";
            case "CHAR", "NCHAR" -> "varchar";
            case "BIT" -> "boolean";
            case "LONGVARCHAR", "NVARCHAR", "LONGNVARCHAR" -> "varchar";
            case "BINARY", "LONGVARBINARY" -> "varbinary";
            default -> type.toLowerCase(Locale.ROOT);
        };
    }
}
