package dev.tarn.exec.operator.write;

import dev.tarn.exec.hash.ByteArena;
import dev.tarn.exec.hash.KeyEncoder;
import dev.tarn.exec.hash.KeyLayout;
import dev.tarn.exec.hash.KeyTable;
import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.spi.batch.Batch;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Finds the groups of one driver's rows: each partition's values are looked at once, then found by hash. One thread. */
final class GroupFinder implements AutoCloseable {
    private final WriteGroups groups;
    private final List<Integer> partitionColumns = new ArrayList<>();
    private final KeyEncoder encoder;
    private final ByteArena arena;
    private final KeyTable table;
    private final BucketHash bucketHash;
    private final int bucketCount;
    private int[] numbers = new int[0];
    /** The group's number by the key's number and the bucket; -1 if it is not known yet. */
    private int[] groupOf = new int[0];

    GroupFinder(DriverContext context, WriteSpec spec, WriteGroups groups, List<ColumnShape> shapes) {
        this.groups = groups;
        int first = spec.fileColumns().size();
        for (int i = 0; i < spec.partitionColumns().size(); i++) {
            partitionColumns.add(first + i);
        }
        if (partitionColumns.isEmpty()) {
            encoder = null;
            arena = null;
            table = null;
        } else {
            KeyLayout layout = KeyLayout.of(shapes.subList(first, first + partitionColumns.size()));
            encoder = new KeyEncoder(layout, partitionColumns);
            arena = new ByteArena(context.allocator());
            table = new KeyTable(context.allocator(), layout, 0, arena);
        }
        bucketCount = Math.max(1, spec.bucketCount());
        bucketHash = spec.isBucketed() ? new BucketHash(spec.bucketColumns(), bucketCount) : null;
    }

    /** Returns the number of the group of each selected row; the same array each time. */
    int[] find(Batch batch) {
        int count = batch.selectedCount();
        int[] positions = batch.selection() == null ? null : batch.selection().positions();
        if (numbers.length < count) {
            numbers = new int[Math.max(64, count)];
        }
        if (table == null) {
            Arrays.fill(numbers, 0, count, 0);
        } else {
            table.find(encoder.encode(batch, positions, count), numbers);
        }
        int keys = table == null ? 1 : table.size();
        if (groupOf.length < keys * bucketCount) {
            int known = groupOf.length;
            groupOf = Arrays.copyOf(groupOf, Math.max(keys, known / bucketCount * 2) * bucketCount);
            Arrays.fill(groupOf, known, groupOf.length, -1);
        }
        int[] buckets = bucketHash == null ? null : bucketHash.buckets(batch);
        for (int k = 0; k < count; k++) {
            int bucket = buckets == null ? 0 : buckets[k];
            int index = numbers[k] * bucketCount + bucket;
            int group = groupOf[index];
            if (group < 0) {
                group = newGroup(batch, positions == null ? k : positions[k], buckets == null ? -1 : bucket);
                groupOf[index] = group;
            }
            numbers[k] = group;
        }
        return numbers;
    }

    private int newGroup(Batch batch, int row, int bucket) {
        List<String> values = new ArrayList<>();
        partitionColumns.forEach(column -> values.add(PartitionTexts.text(batch.column(column), row)));
        return groups.group(values, bucket).number();
    }

    @Override
    public void close() {
        if (table != null) {
            table.close();
            arena.close();
        }
    }
}
