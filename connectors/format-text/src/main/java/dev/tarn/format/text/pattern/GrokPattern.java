package dev.tarn.format.text.pattern;

import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import io.krakens.grok.api.Grok;
import io.krakens.grok.api.GrokCompiler;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The expression of GrokSerDe, made of named patterns: Logstash's and the table's own. A column is the part of the same
 * name, without regard to case; a pattern that is given no name has its own.
 */
final class GrokPattern {
    private static final String FORMAT = "input.format";
    private static final String CUSTOM = "input.grokcustompatterns";
    private static final Pattern GROUP =
            Pattern.compile("\\\\.|\\[(?:\\\\.|[^\\]\\\\])+\\]|\\((?:\\?<([A-Za-z][A-Za-z0-9]*)>|(\\?))?");

    /** A part's type: the columns have types, and the library reads this one by the default locale. */
    private static final Pattern PART_TYPE = Pattern.compile("(%\\{[^:;}]+[:;][^:;}]+)[:;][^}]*\\}");

    private GrokPattern() {}

    /** Makes it; throws INVALID_PROPERTY if there is none or it names a pattern that does not exist. */
    static LinePattern of(FormatOptions options) {
        String format = options.property(FORMAT)
                .orElseThrow(
                        () -> new TarnException(ErrorCode.INVALID_PROPERTY, "GrokSerDe needs the property " + FORMAT));
        GrokCompiler compiler = GrokCompiler.newInstance();
        compiler.registerDefaultPatterns();
        options.property(CUSTOM).ifPresent(text -> register(compiler, text));
        Grok grok;
        try {
            grok = compiler.compile(PART_TYPE.matcher(format).replaceAll("$1}"));
        } catch (RuntimeException e) {
            throw new TarnException(ErrorCode.INVALID_PROPERTY, FORMAT + " is no grok pattern: " + e.getMessage(), e);
        }
        Pattern pattern = LinePattern.compile(FORMAT, grok.getNamedRegex(), 0);
        Map<String, String> names = grok.getNamedRegexCollection();
        List<String> groupNames = groupNames(grok.getNamedRegex());
        List<int[]> groups = new ArrayList<>();
        for (ColumnSchema column : options.columns()) {
            List<Integer> numbers = new ArrayList<>();
            for (int i = 0; i < groupNames.size(); i++) {
                String name = names.get(groupNames.get(i));
                if (name != null && name.split("[:;]", 2)[0].equalsIgnoreCase(column.name())) {
                    numbers.add(i + 1);
                }
            }
            groups.add(numbers.stream().mapToInt(Integer::intValue).toArray());
        }
        return new LinePattern(pattern, groups, false);
    }

    private static void register(GrokCompiler compiler, String text) {
        for (String line : text.replace("\\n", "\n").split("\n")) {
            String definition = line.strip();
            if (definition.isEmpty() || definition.startsWith("#")) {
                continue;
            }
            String[] parts = definition.split("\\s+", 2);
            if (parts.length < 2) {
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY,
                        CUSTOM + " has '" + definition + "', where a name, a blank and a pattern are expected");
            }
            compiler.register(parts[0], parts[1]);
        }
    }

    /** Returns the names of the capturing groups, an empty one for each that has none. */
    private static List<String> groupNames(String expression) {
        List<String> names = new ArrayList<>();
        Matcher matcher = GROUP.matcher(expression);
        while (matcher.find()) {
            if (matcher.group().startsWith("(") && matcher.group(2) == null) {
                names.add(matcher.group(1) == null ? "" : matcher.group(1));
            }
        }
        return names;
    }
}
