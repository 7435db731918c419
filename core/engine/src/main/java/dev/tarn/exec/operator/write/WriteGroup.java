package dev.tarn.exec.operator.write;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Rows that go to the same files.
 *
 * @param number counts from 0 in the order in which groups were seen
 * @param values the partition's values as text, null for NULL
 * @param bucket -1 without buckets
 */
record WriteGroup(int number, List<String> values, int bucket) {
    /** The group of all rows where there are neither partitions nor buckets. */
    static final WriteGroup ALL = new WriteGroup(0, List.of(), -1);

    WriteGroup {
        values = Collections.unmodifiableList(new ArrayList<>(values));
    }

    /** Returns whether it is a bucket, which has exactly one file. */
    boolean isBucket() {
        return bucket >= 0;
    }
}
