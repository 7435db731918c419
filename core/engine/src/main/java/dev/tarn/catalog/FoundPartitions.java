package dev.tarn.catalog;

import dev.tarn.catalog.file.FileTables;
import dev.tarn.catalog.file.PartitionPlace;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriteVisibility;
import dev.tarn.spi.storage.Location;
import java.util.List;

/** The partitions that a table's folders have, but for those that writes have begun and not committed. */
final class FoundPartitions {
    private final FileTables files;
    private final OwnCatalog catalog;

    FoundPartitions(FileTables files, OwnCatalog catalog) {
        this.files = files;
        this.catalog = catalog;
    }

    List<PartitionPlace> of(FileTableDefinition table) {
        WriteVisibility visibility = catalog.read(MetastoreReader::writeVisibility);
        boolean isWritten = isWritten(table.location());
        List<PartitionPlace> places = files.partitionPlaces(table.location(), table.partitionColumns());
        // Looking into each folder costs a request where the storage is far: only where a write may have left
        // something.
        return isWritten || isWritten(table.location())
                ? files.withVisibleFiles(table.location(), places, visibility::isVisible)
                : places;
    }

    private boolean isWritten(Location folder) {
        return catalog.read(
                reader -> isWritten(reader, WriteState.OPEN, folder) || isWritten(reader, WriteState.ABORTED, folder));
    }

    private static boolean isWritten(MetastoreReader reader, WriteState state, Location folder) {
        return reader.writes(state).stream()
                .map(WriteRecord::request)
                .anyMatch(request -> overlap(folder.text() + "/", new Location(request.location()).text() + "/"));
    }

    private static boolean overlap(String left, String right) {
        return left.startsWith(right) || right.startsWith(left);
    }
}
