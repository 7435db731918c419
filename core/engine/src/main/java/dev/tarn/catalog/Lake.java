package dev.tarn.catalog;

import dev.tarn.spi.catalog.Table;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.storage.FileSystem;
import java.util.List;

/** Files as tables: listings, footers and what is cached of them. Thread-safe. */
final class Lake {
    private final List<FileSystem> storages;
    private final List<FileFormat> formats;

    Lake(List<FileSystem> storages, List<FileFormat> formats) {
        this.storages = List.copyOf(storages);
        this.formats = List.copyOf(formats);
    }

    Table table(FileTableDefinition definition) {
        throw new TarnException(
                ErrorCode.NOT_SUPPORTED, "tables over files are not supported: " + definition + storages);
    }

    Table pathTable(String path) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "paths as tables are not supported: " + path + formats);
    }
}
