package dev.tarn.shell.session;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;

/** Finds the pager. */
public final class Pagers {
    private static final String LESS = "less -SRFX";

    private Pagers() {}

    /** Returns the command of the pager that a setting asks for, or null for none. */
    static String command(String setting) {
        return switch (setting) {
            case "off" -> null;
            case "on" -> chosen(System.getenv());
            default -> setting;
        };
    }

    static String chosen(Map<String, String> environment) {
        for (String variable : new String[] {"TARN_PAGER", "PAGER"}) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                return value.equals("less") ? LESS : value;
            }
        }
        for (String folder : environment.getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "less"))) {
                return LESS;
            }
        }
        return null;
    }
}
