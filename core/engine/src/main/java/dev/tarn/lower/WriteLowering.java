package dev.tarn.lower;

import dev.tarn.catalog.write.TableWrite;
import dev.tarn.catalog.write.WriteTarget;
import dev.tarn.exec.operator.sort.SortKey;
import dev.tarn.exec.operator.write.WriteSpec;
import dev.tarn.spi.format.WriteOptions.SortedColumn;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What a write's step is told of its target. */
final class WriteLowering {
    private WriteLowering() {}

    static WriteSpec spec(WriteTarget target, TableWrite write, long targetFileBytes, Path tempFolder) {
        List<SortKey> keys = new ArrayList<>();
        for (SortedColumn column : target.options().sortOrder()) {
            keys.add(new SortKey(column.columnIndex(), column.descending(), column.nullsFirst()));
        }
        return new WriteSpec(
                write.id(),
                target.fileSystem(),
                write::folder,
                target.format(),
                target.options(),
                target.fileColumns(),
                target.partitionColumns(),
                target.bucketColumns(),
                target.bucketCount(),
                keys,
                targetFileBytes,
                tempFolder,
                write::begins,
                write::leaves);
    }
}
