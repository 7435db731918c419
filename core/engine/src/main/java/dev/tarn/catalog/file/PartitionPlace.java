package dev.tarn.catalog.file;

import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A folder of a partition, as its name says.
 *
 * @param values the texts of {@link PartitionValues#canonical}, null for NULL; or null where one is none of its type
 * @param problem what is wrong with them, or null
 */
public record PartitionPlace(Location location, List<String> values, String problem) {
    public PartitionPlace {
        values = values == null ? null : Collections.unmodifiableList(new ArrayList<>(values));
    }
}
