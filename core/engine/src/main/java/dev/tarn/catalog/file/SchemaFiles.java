package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Function;

/**
 * Reads the schemas that properties of tables name by their files: formats know no storage, so they are told what is in
 * them. A file is read once. One thread at a time.
 */
public final class SchemaFiles {
    private static final String URL = "avro.schema.url";
    private static final String LITERAL = "avro.schema.literal";
    /** The word of Hive for a property that is as if it were not set. */
    private static final String NONE = "none";

    private static final int MAX_BYTES = 16 << 20;

    private final Function<Location, FileSystem> fileSystems;
    private final Map<String, String> known = new HashMap<>();

    SchemaFiles(Function<Location, FileSystem> fileSystems) {
        this.fileSystems = fileSystems;
    }

    /**
     * Returns the options with the schema itself where they name its file and do not have it.
     *
     * @throws TarnException PATH_NOT_FOUND, or what the storage throws
     */
    public FormatOptions resolve(FormatOptions options) {
        String url = options.property(URL).orElse(NONE);
        String literal = options.property(LITERAL).orElse(NONE);
        if (url.equals(NONE) || !literal.equals(NONE)) {
            return options;
        }
        Map<String, String> properties = new HashMap<>(options.properties());
        properties.put(LITERAL, known.computeIfAbsent(url, this::text));
        return new FormatOptions(options.serde(), properties, options.columns());
    }

    private String text(String url) {
        Location location = new Location(url);
        FileSystem fileSystem = fileSystems.apply(location);
        FileEntry entry = fileSystem
                .file(location)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.PATH_NOT_FOUND, InFile.of(url), "there is no file that " + URL + " could mean"));
        if (entry.sizeBytes() > MAX_BYTES) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    InFile.of(url),
                    URL + " names a file of " + entry.sizeBytes() + " bytes, which is too large for a schema");
        }
        ByteBuffer bytes = ByteBuffer.allocate((int) entry.sizeBytes());
        InputFile file = fileSystem.open(entry);
        try {
            if (bytes.hasRemaining()) {
                file.read(0, bytes);
            }
        } finally {
            file.close();
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }
}
