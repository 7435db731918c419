package dev.tarn.catalog.file;

import dev.tarn.spi.storage.Location;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A partition that a catalog knows.
 *
 * @param values one for each partition column, in the representation of {@link dev.tarn.spi.predicate.Domain}; null for
 *     NULL
 * @param folder where its files are
 * @param reading how they are read, or null: as the table's
 */
public record RegisteredPartition(List<Object> values, Location folder, FileReading reading) {
    public RegisteredPartition {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }
}
