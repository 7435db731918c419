package dev.tarn.shell.edit;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** Where the shell keeps its files, by the rules of the XDG base directories. */
public final class Places {
    private final Map<String, String> environment;
    private final Path home;

    public Places(Map<String, String> environment, Path home) {
        this.environment = environment;
        this.home = home;
    }

    /** Returns the file of the history. */
    public Path history() {
        return folder("XDG_STATE_HOME", ".local/state").resolve("tarn").resolve("history");
    }

    /** Returns the start-up file: {@code ~/.tarnrc}, or else {@code tarn/tarnrc} among the user's settings. */
    public Optional<Path> startUp() {
        Path own = home.resolve(".tarnrc");
        Path settings = settings().resolve("tarnrc");
        return Files.isReadable(own) ? Optional.of(own) : Optional.of(settings).filter(Files::isReadable);
    }

    /** Returns the folder of the user's settings for Tarn. */
    public Path settings() {
        return folder("XDG_CONFIG_HOME", ".config").resolve("tarn");
    }

    private Path folder(String variable, String otherwise) {
        String value = environment.getOrDefault(variable, "");
        return value.isEmpty() ? home.resolve(otherwise) : Path.of(value);
    }
}
