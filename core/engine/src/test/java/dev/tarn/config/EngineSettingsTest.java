package dev.tarn.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.time.ZoneId;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EngineSettingsTest {
    private static final Map<Setting, String> VALUES = Map.ofEntries(
            Map.entry(Setting.THREADS, "3"),
            Map.entry(Setting.IO_THREADS, "7"),
            Map.entry(Setting.MEMORY_LIMIT, "1000000"),
            Map.entry(Setting.READ_LIMIT, "4000000"),
            Map.entry(Setting.BATCH_SIZE, "9"),
            Map.entry(Setting.RESULT_BUFFER, "2000000"),
            Map.entry(Setting.TIME_ZONE, "Europe/Berlin"),
            Map.entry(Setting.TEMP_FOLDER, "somewhere"),
            Map.entry(Setting.SCHEMA, "raw"),
            Map.entry(Setting.CATALOG, "postgresql://user:secret@host/db"),
            Map.entry(Setting.TARGET_FILE_SIZE, "3000000"));

    @Test
    void aTextChangesTheSettingItIsFor() {
        EngineSettings settings = EngineSettings.defaults().with(changes -> VALUES.forEach(changes::set));
        assertEquals(Setting.values().length, VALUES.size());
        assertEquals(3, settings.threads());
        assertTrue(settings.ioThreads() >= 3);
        assertEquals(1_000_000, settings.memoryLimitBytes());
        assertEquals(4_000_000, settings.readLimitBytes());
        assertEquals(9, settings.batchSize());
        assertEquals(2_000_000, settings.resultBufferBytes());
        assertEquals(ZoneId.of("Europe/Berlin"), settings.timeZone());
        assertEquals("somewhere", settings.tempFolder().toString());
        assertEquals("raw", settings.schema());
        assertEquals("postgresql://user:secret@host/db", settings.catalog());
        assertEquals(3_000_000, settings.targetFileBytes());
        assertNull(settings.with(changes -> changes.catalog("")).catalog());
    }

    @Test
    void theTextOfSettingsTellsNoSecrets() {
        String text = EngineSettings.defaults()
                .with(changes -> {
                    VALUES.forEach(changes::set);
                    changes.storage("s3.secret_key", "hidden");
                })
                .toString();
        for (Setting setting : Setting.values()) {
            assertEquals(setting != Setting.CATALOG, text.contains(setting.settingName() + "="), text);
        }
        assertTrue(text.contains("target_file_size=3000000"), text);
        assertTrue(text.contains("s3.secret_key"), text);
        assertFalse(text.contains("secret@") || text.contains("hidden"), text);
    }

    @Test
    void moreThreadsBringMoreThatRead() {
        EngineSettings settings = EngineSettings.defaults().with(changes -> changes.threads(900));
        assertEquals(900, settings.ioThreads());
    }

    @Test
    void valuesThatAreNotAllowedAreRefused() {
        EngineSettings settings = EngineSettings.defaults();
        for (Setting setting : new Setting[] {Setting.THREADS, Setting.BATCH_SIZE, Setting.MEMORY_LIMIT}) {
            TarnException error =
                    assertThrows(TarnException.class, () -> settings.with(changes -> changes.set(setting, "0")));
            assertEquals(ErrorCode.INVALID_PROPERTY, error.code());
            assertTrue(error.detail().contains(setting.settingName()), error::detail);
        }
    }
}
