package dev.tarn.shell.render;

import static org.jline.utils.AttributedStyle.BLUE;
import static org.jline.utils.AttributedStyle.CYAN;
import static org.jline.utils.AttributedStyle.DEFAULT;
import static org.jline.utils.AttributedStyle.GREEN;
import static org.jline.utils.AttributedStyle.MAGENTA;
import static org.jline.utils.AttributedStyle.RED;
import static org.jline.utils.AttributedStyle.YELLOW;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;

/** The colours of what is typed and of what is shown. */
public enum Theme {
    /** For a dark background. */
    DARK(
            "colours for a dark background",
            DEFAULT.foreground(BLUE | 8).bold(),
            DEFAULT.foreground(CYAN),
            DEFAULT.foreground(GREEN),
            DEFAULT.foreground(MAGENTA),
            DEFAULT.foreground(YELLOW),
            DEFAULT.foreground(8)),
    /** For a light background. */
    LIGHT(
            "colours for a light background",
            DEFAULT.foreground(BLUE).bold(),
            DEFAULT.foreground(MAGENTA),
            DEFAULT.foreground(28),
            DEFAULT.foreground(RED),
            DEFAULT.foreground(94),
            DEFAULT.foreground(244)),
    /** Of 256 colours, soft ones. */
    SOFT(
            "soft colours out of 256",
            DEFAULT.foreground(110).bold(),
            DEFAULT.foreground(180),
            DEFAULT.foreground(150),
            DEFAULT.foreground(174),
            DEFAULT.foreground(223),
            DEFAULT.foreground(245)),
    /** Bold and faint only. */
    MONO(
            "no colours, but bold and faint text",
            DEFAULT.bold(),
            DEFAULT,
            DEFAULT.italic(),
            DEFAULT,
            DEFAULT.underline(),
            DEFAULT.faint()),
    /** Nothing at all. */
    NONE("plain text", DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT, DEFAULT);

    /** What a piece of text is. */
    public enum Role {
        KEYWORD,
        FUNCTION,
        STRING,
        NUMBER,
        NAME,
        COMMENT,
        COMMAND,
        ERROR,
        PROMPT,
        HEADER,
        BORDER,
        NULL,
        VALUE_NUMBER,
        VALUE_TEXT,
        VALUE_TIME,
        VALUE_OTHER;

        /** Returns the role of a column's values. */
        static Role ofValue(Column column) {
            if (column.isNumeric()) {
                return VALUE_NUMBER;
            }
            if (column.isTime()) {
                return VALUE_TIME;
            }
            return column.isText() ? VALUE_TEXT : VALUE_OTHER;
        }
    }

    private static final String RESET = "\u001b[0m";

    private final String description;
    private final Map<Role, AttributedStyle> styles = new EnumMap<>(Role.class);
    private final Map<Role, String> codes = new EnumMap<>(Role.class);

    Theme(
            String description,
            AttributedStyle keyword,
            AttributedStyle function,
            AttributedStyle string,
            AttributedStyle number,
            AttributedStyle name,
            AttributedStyle faint) {
        this.description = description;
        styles.put(Role.KEYWORD, keyword);
        styles.put(Role.FUNCTION, function);
        styles.put(Role.STRING, string);
        styles.put(Role.NUMBER, number);
        styles.put(Role.NAME, name);
        styles.put(Role.COMMENT, faint);
        styles.put(Role.COMMAND, function);
        styles.put(Role.PROMPT, keyword);
        styles.put(Role.HEADER, keyword.equals(DEFAULT) ? DEFAULT : DEFAULT.bold());
        styles.put(Role.BORDER, faint);
        styles.put(Role.NULL, faint);
        styles.put(Role.VALUE_NUMBER, number);
        styles.put(Role.VALUE_TEXT, DEFAULT);
        styles.put(Role.VALUE_TIME, function);
        styles.put(Role.VALUE_OTHER, name.equals(DEFAULT.underline()) ? DEFAULT : name);
        boolean colours = !keyword.equals(DEFAULT) && !function.equals(DEFAULT);
        styles.put(Role.ERROR, colours ? DEFAULT.foreground(RED).bold() : keyword);
        styles.forEach((role, style) -> codes.put(role, style.equals(DEFAULT) ? "" : "\u001b[" + style.toAnsi() + "m"));
    }

    public String description() {
        return description;
    }

    public AttributedStyle style(Role role) {
        return styles.get(role);
    }

    /** Returns {@code text} with the escape codes of its role around it. */
    public String paint(Role role, String text) {
        String code = codes.get(role);
        return code.isEmpty() || text.isEmpty() ? text : code + text + RESET;
    }

    /** Appends {@code text} with the escape codes of its role around it. */
    void paint(Role role, String text, StringBuilder target) {
        String code = codes.get(role);
        if (code.isEmpty() || text.isEmpty()) {
            target.append(text);
        } else {
            target.append(code).append(text).append(RESET);
        }
    }

    /**
     * Returns the theme that a terminal begins with: none where {@code NO_COLOR} or {@code CLICOLOR=0} asks for that, or
     * where the terminal has no colours.
     */
    public static Theme suited(Map<String, String> environment) {
        boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty()
                || environment.getOrDefault("CLICOLOR", "").equals("0");
        return refused || isDumb(environment) ? NONE : DARK;
    }

    /** Returns whether the terminal says that it knows no escape codes. */
    public static boolean isDumb(Map<String, String> environment) {
        return environment.getOrDefault("TERM", "").startsWith("dumb");
    }

    /** Returns {@code text} in the style of its role. */
    public AttributedString styled(Role role, String text) {
        return new AttributedString(text, style(role));
    }

    /** The name as an argument spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
