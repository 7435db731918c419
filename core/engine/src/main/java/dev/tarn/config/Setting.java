package dev.tarn.config;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The settings of an engine: the one place where each is named and described. */
public enum Setting {
    THREADS("threads", "compute workers, one a core unless set; queries share them"),
    IO_THREADS("io_threads", "threads that wait for storage; at least as many as compute workers"),
    MEMORY_LIMIT(
            "memory_limit", "the most memory a query's operators may hold, as in 512MB or 4GiB; 70 % of the machine's"),
    READ_LIMIT("read_limit", "the most bytes that a query may read from storage, as in 10GB; any number unless set"),
    BATCH_SIZE("batch_size", "the most rows of a batch, 1 to 65536; 4096 unless set"),
    RESULT_BUFFER("result_buffer", "the most bytes of a result that wait to be fetched, as in 16MB"),
    TIME_ZONE("time_zone", "the zone of now() and current_date; UTC unless set"),
    TEMP_FOLDER("temp_folder", "where queries may put temporary files; the JVM's unless set"),
    SCHEMA("schema", "the schema that names without one are looked up in; default unless set"),
    CATALOG(
            "catalog",
            "where tables, views and partitions are kept: a folder, or postgresql://host/database; memory unless set"),
    TARGET_FILE_SIZE(
            "target_file_size",
            "how large the files get that CREATE TABLE AS, INSERT and UNLOAD write; 256MB unless set");

    private final String settingName;
    private final String description;

    Setting(String settingName, String description) {
        this.settingName = settingName;
        this.description = description;
    }

    /** Returns the name that URLs and the documentation use. */
    public String settingName() {
        return settingName;
    }

    /** Returns what it sets, its form and its default. */
    public String description() {
        return description;
    }

    /** Returns the setting of this name, regardless of case. */
    public static Optional<Setting> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(setting -> setting.settingName.equals(wanted))
                .findFirst();
    }
}
