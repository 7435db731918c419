package dev.tarn.sql.validate;

import dev.tarn.catalog.write.WriteTarget;
import java.util.List;

/**
 * A statement that writes, whose names and types are known.
 *
 * @param query its query
 * @param target where its rows go; null if nothing is to be done
 * @param sources which column of the query each column of the target gets, -1 for NULL; files' columns first, then
 *     partitions'
 * @param withData false if the table gets no rows
 */
public record ValidatedWrite(ValidatedQuery query, WriteTarget target, List<Integer> sources, boolean withData) {
    public ValidatedWrite {
        sources = List.copyOf(sources);
    }

    /** Returns whether the statement does nothing, since its table is there already. */
    public boolean isDone() {
        return target == null;
    }
}
