package dev.tarn.shell.session;

import dev.tarn.shell.render.Format;
import dev.tarn.shell.render.RenderOptions;
import dev.tarn.shell.render.Theme;
import java.util.EnumMap;
import java.util.Map;

/** The settings of a shell. One thread writes, others may read. */
public final class Settings {
    private final Map<Setting, String> values = new EnumMap<>(Setting.class);

    /** Makes settings of which all have their defaults. */
    public Settings() {
        for (Setting setting : Setting.values()) {
            values.put(setting, setting.defaultValue());
        }
    }

    /** Returns a setting's value as text. */
    public synchronized String get(Setting setting) {
        return values.get(setting);
    }

    /**
     * Sets a setting.
     *
     * @throws ShellException if the value is not one of it
     */
    public synchronized void set(Setting setting, String value) {
        values.put(setting, setting.checked(value));
    }

    /** Returns whether a setting is {@code on}. */
    public boolean isOn(Setting setting) {
        return get(setting).equals("on");
    }

    public Format format() {
        return Setting.constant(Format.class, get(Setting.FORMAT));
    }

    public Theme theme() {
        return Setting.constant(Theme.class, get(Setting.THEME));
    }

    /** Returns whether lines are drawn with characters of ASCII. */
    public boolean isAscii() {
        return get(Setting.LINESTYLE).equals("ascii");
    }

    public int number(Setting setting) {
        return Integer.parseInt(get(setting));
    }

    /** Returns how many bytes a query may read, 0 for any number. */
    public long budgetBytes() {
        return Setting.bytes(get(Setting.BUDGET));
    }

    /**
     * Returns how results look.
     *
     * @param lineWidth the columns of the terminal they go to, 0 if they go elsewhere, where there are no colours either
     */
    public RenderOptions renderOptions(int lineWidth) {
        String nullText = get(Setting.NULL);
        return new RenderOptions(
                nullText.isEmpty() ? null : nullText,
                isOn(Setting.DIGITS),
                lineWidth,
                lineWidth == 0 ? 0 : number(Setting.WIDTH),
                get(Setting.OVERFLOW).equals("wrap"),
                isOn(Setting.HEADER),
                get(Setting.SEPARATOR).equals("\\t") ? "\t" : get(Setting.SEPARATOR),
                isAscii(),
                isOn(Setting.LARGE_NUMBERS),
                isOn(Setting.HIGHLIGHT_RESULTS),
                get(Setting.INSERT_TABLE),
                lineWidth == 0 ? Theme.NONE : theme());
    }
}
