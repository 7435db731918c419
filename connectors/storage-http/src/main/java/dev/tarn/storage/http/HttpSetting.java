package dev.tarn.storage.http;

import dev.tarn.spi.storage.StorageSetting;
import java.util.Arrays;
import java.util.List;

/** The settings of the web as a storage: the one place where each is named and described. */
enum HttpSetting {
    MAX_REQUESTS("http.max_requests", "the most requests that are under way at once, 1 to 256; 16"),
    MAX_ATTEMPTS("http.max_attempts", "how often a request is sent before its failure ends the query, 1 to 30; 5"),
    CONNECT_TIMEOUT("http.connect_timeout", "how long to wait for a connection; 10s"),
    READ_TIMEOUT("http.read_timeout", "how long to wait for an answer to begin, and then for its next bytes; 30s"),
    MEMORY_CACHE("http.memory_cache", "the most bytes of small files to keep in memory; 64MiB"),
    SPOOL_FOLDER("http.spool_folder", "where files of servers without ranges are put meanwhile; java.io.tmpdir"),
    SPOOL_LIMIT("http.spool_limit", "the most bytes of such files; a larger one is refused; 1GiB");

    private final String settingName;
    private final String description;

    HttpSetting(String settingName, String description) {
        this.settingName = settingName;
        this.description = description;
    }

    String settingName() {
        return settingName;
    }

    static List<StorageSetting> all() {
        return Arrays.stream(values())
                .map(setting -> new StorageSetting(setting.settingName, setting.description, false))
                .toList();
    }
}
