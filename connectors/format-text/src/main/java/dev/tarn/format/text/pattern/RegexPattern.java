package dev.tarn.format.text.pattern;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** The expression of RegexSerDe: its groups are the columns, in order. */
final class RegexPattern {
    private static final String EXPRESSION = "input.regex";
    private static final String IGNORE_CASE = "input.regex.case.insensitive";

    private RegexPattern() {}

    /** Makes it; throws INVALID_PROPERTY if there is none, or if it has not as many groups as the table has columns. */
    static LinePattern of(FormatOptions options) {
        String expression = options.property(EXPRESSION)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        "RegexSerDe needs the property " + EXPRESSION + ", with a group for each column"));
        boolean ignoreCase = options.property(IGNORE_CASE).orElse("false").equalsIgnoreCase("true");
        Pattern pattern = LinePattern.compile(EXPRESSION, expression, ignoreCase ? Pattern.CASE_INSENSITIVE : 0);
        int groupCount = pattern.matcher("").groupCount();
        int columnCount = options.columns().size();
        if (groupCount != columnCount) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    EXPRESSION + " has " + groupCount + " groups, and the table " + columnCount
                            + " columns; a group that is no column is written (?:...)");
        }
        List<int[]> groups = new ArrayList<>();
        for (int i = 1; i <= columnCount; i++) {
            groups.add(new int[] {i});
        }
        return new LinePattern(pattern, groups, true);
    }
}
