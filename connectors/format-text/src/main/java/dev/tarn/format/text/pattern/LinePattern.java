package dev.tarn.format.text.pattern;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An expression, and which of its groups is which column.
 *
 * @param pattern the expression
 * @param groups for each column the numbers of the groups that may have its value; the first that takes part has it
 * @param wholeLine whether the expression has to match the whole line, or only a part of it
 */
record LinePattern(Pattern pattern, List<int[]> groups, boolean wholeLine) {
    LinePattern {
        groups = List.copyOf(groups);
    }

    /**
     * Compiles an expression.
     *
     * @throws TarnException INVALID_PROPERTY if it is none
     */
    static Pattern compile(String property, String expression, int flags) {
        try {
            return Pattern.compile(expression, flags);
        } catch (PatternSyntaxException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, property + " is no regular expression: " + e.getMessage(), e);
        }
    }

    boolean matches(Matcher matcher) {
        return wholeLine ? matcher.matches() : matcher.find();
    }
}
