package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.StorageDefinition;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.TableDefinition;
import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A process that changes and reads a catalog as others do at the same time: the place, the seconds, and its name. Prints
 * how many versions it made.
 */
final class MetastoreWorker {
    static final RelationName COUNTER = new RelationName("shared", "counter");
    static final RelationName LEFT = new RelationName("shared", "left");
    static final RelationName RIGHT = new RelationName("shared", "right");
    private static final String COUNT = "count";

    private final Metastore metastore;
    private final String name;
    private final Random random;
    private int alters;
    private int step;

    private MetastoreWorker(Metastore metastore, String name) {
        this.metastore = metastore;
        this.name = name;
        this.random = new Random(name.hashCode());
    }

    public static void main(String[] arguments) {
        long end = System.nanoTime() + Long.parseLong(arguments[1]) * 1_000_000_000L;
        try (Metastore metastore = open(arguments[0])) {
            setUp(metastore);
            MetastoreWorker worker = new MetastoreWorker(metastore, arguments[2]);
            while (System.nanoTime() < end) {
                worker.step();
            }
            System.out.println("alters " + worker.alters + " steps " + worker.step);
        }
    }

    static Metastore open(String place) {
        MetastoreProvider provider = PostgresAddress.isOne(place) ? new PostgresProvider() : new SqliteProvider();
        return provider.open(place);
    }

    private static TableDefinition counter(int count) {
        return new TableDefinition(
                List.of(new ColumnDefinition("c" + count, "int", null)),
                List.of(new ColumnDefinition("k", "string", null)),
                new StorageDefinition("PARQUET", "PARQUET", null, Map.of(), null, null),
                null,
                "/lake/" + count,
                null,
                Map.of(COUNT, String.valueOf(count)));
    }

    private static void setUp(Metastore metastore) {
        metastore.change("set-up", writer -> {
            if (writer.database("shared").isEmpty()) {
                writer.createDatabase(Database.of("shared"));
                for (RelationName table : List.of(COUNTER, LEFT, RIGHT)) {
                    writer.createRelation(table, counter(0), "CREATE TABLE");
                }
            }
            return null;
        });
    }

    private void step() {
        step++;
        switch (random.nextInt(5)) {
            case 0 -> alter();
            case 1 -> addToBoth();
            case 2 -> write();
            case 3 -> createAndDrop();
            default ->
                metastore.read(reader -> {
                    check(reader);
                    return null;
                });
        }
    }

    /** Adds one to the count, from the version that was read; who comes too late has changed nothing. */
    private void alter() {
        StoredRelation base = metastore.read(reader -> reader.relation(COUNTER)).orElseThrow();
        int count = Integer.parseInt(base.definition().properties().get(COUNT));
        try {
            metastore.change(name, writer -> writer.changeRelation(base, counter(count + 1), "ALTER TABLE"));
            alters++;
        } catch (TarnException e) {
            require(e.code() == ErrorCode.CONFLICT, e.getMessage());
        }
    }

    private void addToBoth() {
        Partition partition = Partition.of(List.of(name + "-" + step), "/lake/x");
        metastore.change(name, writer -> {
            writer.addPartitions(LEFT, List.of(partition), IfExists.FAIL);
            return writer.addPartitions(RIGHT, List.of(partition), IfExists.FAIL);
        });
    }

    private void write() {
        WriteRequest request = new WriteRequest("INSERT", LEFT, "/lake", new WriterProcess("host", null, 1, null));
        WriteId id =
                metastore.change(name, writer -> writer.beginWrite(request)).id();
        List<String> values = List.of("write-" + id);
        metastore.change(name, writer -> {
            writer.addPartitions(LEFT, List.of(Partition.of(values, "/lake/y")), IfExists.FAIL);
            writer.addPartitions(RIGHT, List.of(Partition.of(values, "/lake/y")), IfExists.FAIL);
            writer.putStatistics(
                    LEFT, List.of(new CollectedStatistics(values, 1, 1, 1, Instant.ofEpochMilli(0), Map.of())));
            writer.endWrite(id, WriteState.COMMITTED);
            return null;
        });
        metastore.read(reader -> {
            require(reader.writeVisibility().isVisible(id), "a committed write does not count");
            return null;
        });
    }

    private void createAndDrop() {
        RelationName own = new RelationName("shared", "own_" + name.toLowerCase(java.util.Locale.ROOT));
        metastore.change(name, writer -> writer.createRelation(own, counter(7), "CREATE TABLE"));
        metastore.change(name, writer -> writer.dropRelation(own));
    }

    /** Checks what holds in every state. */
    static void check(MetastoreReader reader) {
        StoredRelation counter = reader.relation(COUNTER).orElseThrow();
        int count = Integer.parseInt(counter.definition().properties().get(COUNT));
        require(counter.version() == count + 1, "version " + counter.version() + " of count " + count);
        require(reader.history(COUNTER).size() == count + 1, "a version is lost");
        require(((TableDefinition) counter.definition()).location().equals("/lake/" + count), "half a definition");
        require(reader.partitionCount(LEFT) == reader.partitionCount(RIGHT), "half a change");
    }

    private static void require(boolean holds, String what) {
        if (!holds) {
            throw new IllegalStateException(what);
        }
    }
}
