package dev.tarn.shell.session;

import dev.tarn.shell.render.Format;
import dev.tarn.shell.render.Theme;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What can be set in a shell, with {@code \pset} and in the start-up file. */
public enum Setting {
    FORMAT("csv", "how results are written", names(Format.values())),
    NULL("", "what NULL is shown as; nothing for what the format has for it", List.of()),
    DIGITS("off", "whether numbers for readers have commas between thousands", onOff()),
    WIDTH(
            "0",
            "the most columns that a value takes in a box on the terminal; 0 for as many as fit, the widest giving way",
            List.of()),
    OVERFLOW("cut", "whether longer values are cut or go on in the next line", List.of("cut", "wrap")),
    MAXROWS(
            "0",
            "the most rows that are shown on the terminal, half of them from the end, where no pager runs; 0 for all",
            List.of()),
    HEADER("on", "whether the labels of columns are written", onOff()),
    FOOTER("on", "whether the number of rows stands below results", onOff()),
    SEPARATOR("", "what stands between the fields of csv, tsv and list; nothing for what the format has", List.of()),
    LINESTYLE("unicode", "the characters that lines, bars and charts are drawn with", List.of("unicode", "ascii")),
    LARGE_NUMBERS("on", "whether a single row of numbers also says in words how large they are", onOff()),
    HIGHLIGHT_RESULTS("on", "whether values have the colours of their types", onOff()),
    INSERT_TABLE("result", "the table that the format insert names", List.of()),
    TIMING("off", "whether the time and what was read stand below results", onOff()),
    COST("off", "whether what was scanned, and what Athena would charge for it, stands below results", onOff()),
    BUDGET("0", "how much a query may read from storage before it ends, as 500MB or 10GB; 0 for any amount", List.of()),
    PAGER("off", "the pager of long results: on ($TARN_PAGER, $PAGER or less), off, or a command", List.of()),
    PROGRESS("off", "whether the progress of long queries is shown", onOff()),
    ON_ERROR("stop", "what scripts do after an error", List.of("stop", "continue")),
    CONFIRM("off", "whether a person is asked before DROP, DELETE, ALTER ... DROP and INSERT OVERWRITE", onOff()),
    ECHO("off", "whether scripts show their statements", onOff()),
    THEME("none", "the colours", names(Theme.values())),
    KEYS("emacs", "the keys of the line editor", List.of("emacs", "vi")),
    PROMPT("%s> ", "the prompt; %s is the schema", List.of());

    private static final Pattern BYTES = Pattern.compile("(\\d+)\\s*([KMGT]?)(I?B)?", Pattern.CASE_INSENSITIVE);
    private static final int MOST_NUMBER = 100_000;
    private static final Map<String, String> FORMAT_SYNONYMS = Map.of(
            "jsonlines", "jsonl",
            "ndjson", "jsonl",
            "tabs", "tsv",
            "unaligned", "list",
            "aligned", "table",
            "duckbox", "box",
            "columns", "column",
            "expanded", "vertical",
            "md", "markdown",
            "trash", "none");

    private final String defaultValue;
    private final String description;
    private final List<String> choices;

    Setting(String defaultValue, String description, List<String> choices) {
        this.defaultValue = defaultValue;
        this.description = description;
        this.choices = choices;
    }

    private static List<String> onOff() {
        return List.of("on", "off");
    }

    private static List<String> names(Enum<?>[] constants) {
        return Arrays.stream(constants).map(Enum::toString).toList();
    }

    String defaultValue() {
        return defaultValue;
    }

    public String description() {
        return description;
    }

    /** Returns the values it may have, nothing if that is not a list. */
    public List<String> choices() {
        return choices;
    }

    /** Returns whether it is on or off. */
    public boolean isSwitch() {
        return choices.equals(onOff());
    }

    /** Returns the setting of a name in any case. */
    public static Optional<Setting> byName(String name) {
        return Arrays.stream(values())
                .filter(setting -> setting.name().equalsIgnoreCase(name.replace('-', '_')))
                .findFirst();
    }

    /** Returns the constant that prints as {@code name}. */
    static <E extends Enum<E>> E constant(Class<E> type, String name) {
        return Enum.valueOf(type, name.toUpperCase(Locale.ROOT));
    }

    /** Returns the value as it is kept. */
    String checked(String value) {
        if (!choices.isEmpty()) {
            String lower = synonym(value.toLowerCase(Locale.ROOT));
            if (!choices.contains(lower)) {
                throw new ShellException(this + " is one of " + String.join(", ", choices) + ", not '" + value + "'");
            }
            return lower;
        }
        if (this == WIDTH || this == MAXROWS) {
            checkNumber(value);
        } else if (this == BUDGET) {
            bytes(value);
        }
        return value;
    }

    private String synonym(String value) {
        if (choices.contains("on")) {
            return switch (value) {
                case "true", "yes", "1" -> "on";
                case "false", "no", "0" -> "off";
                default -> value;
            };
        }
        return this == FORMAT ? FORMAT_SYNONYMS.getOrDefault(value, value) : value;
    }

    private void checkNumber(String value) {
        try {
            int number = Integer.parseInt(value);
            if (number >= 0 && number <= MOST_NUMBER) {
                return;
            }
        } catch (NumberFormatException e) {
            throw new ShellException(this + " is a number, not '" + value + "'", e);
        }
        throw new ShellException(this + " is a number from 0 to " + MOST_NUMBER + ", not " + value);
    }

    /** Reads {@code 500MB}; units are powers of 1024. */
    static long bytes(String value) {
        Matcher matcher = BYTES.matcher(value.strip());
        if (!value.equalsIgnoreCase("off") && !matcher.matches()) {
            throw new ShellException("'" + value + "' is no amount of bytes, as 500MB or 2GB");
        }
        if (value.equalsIgnoreCase("off")) {
            return 0;
        }
        int shift = 10 * "KMGT".indexOf(matcher.group(2).toUpperCase(Locale.ROOT)) + 10;
        return Long.parseLong(matcher.group(1)) << (matcher.group(2).isEmpty() ? 0 : shift);
    }

    /** The name as an argument spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
