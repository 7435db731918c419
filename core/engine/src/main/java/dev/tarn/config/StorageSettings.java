package dev.tarn.config;

import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.StorageSetting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.ServiceLoader;

/** The settings of the storages on the class path, each of which describes its own. */
public final class StorageSettings {
    private StorageSettings() {}

    /** Returns all of them, each storage's together. */
    public static List<StorageSetting> all() {
        List<StorageSetting> all = new ArrayList<>();
        ServiceLoader.load(FileSystem.class, StorageSettings.class.getClassLoader())
                .forEach(storage -> all.addAll(storage.settings()));
        return all;
    }

    /** Returns the setting of this name, regardless of case. */
    public static Optional<StorageSetting> byName(String name) {
        String wanted = name.toLowerCase(Locale.ROOT);
        return all().stream().filter(setting -> setting.name().equals(wanted)).findFirst();
    }
}
