package dev.tarn.testkit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Attribute;
import dev.tarn.spi.metastore.AttributeFilter;
import dev.tarn.spi.metastore.AttributeTarget;
import dev.tarn.spi.metastore.Bucketing;
import dev.tarn.spi.metastore.Change;
import dev.tarn.spi.metastore.CollectedColumn;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.Database;
import dev.tarn.spi.metastore.IfExists;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionFilter;
import dev.tarn.spi.metastore.PartitionFilter.Values;
import dev.tarn.spi.metastore.PartitionSummary;
import dev.tarn.spi.metastore.RelationKind;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.metastore.StorageDefinition;
import dev.tarn.spi.metastore.StoredDatabase;
import dev.tarn.spi.metastore.StoredRelation;
import dev.tarn.spi.metastore.TableDefinition;
import dev.tarn.spi.metastore.ViewQuery;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

/** What every metastore does. A metastore's test extends it and says how one that is empty comes into being. */
public abstract class BaseMetastoreTest extends MetastoreWritesContract {
    private List<List<String>> values(PartitionFilter filter) {
        return metastore().read(reader -> reader.partitions(TRIPS, filter, null, 1_000)).stream()
                .map(Partition::values)
                .toList();
    }

    @Test
    protected void namesItselfByEightHexadecimalDigits() {
        assertTrue(metastore().id().matches("[0-9a-f]{8}"), metastore().id());
        assertFalse(metastore().description().isEmpty());
    }

    @Test
    protected void keepsDatabasesWithWhatTheySay() {
        Database lake =
                new Database("lake", "it's \"wet\"\n", "s3://b/lake/", Map.of("a", "1", "Ü", "\u0001 ∞ \uD83D\uDE00"));
        change(writer -> {
            writer.createDatabase(lake);
            writer.createDatabase(Database.of("alpha"));
        });
        assertEquals(List.of("alpha", "lake"), metastore().read(reader -> reader.databases()));
        StoredDatabase stored =
                metastore().read(reader -> reader.database("lake")).orElseThrow();
        assertEquals(lake, stored.database());
        assertEquals(1, stored.change().version());
        assertEquals("ana", stored.change().user());
        assertTrue(metastore().read(reader -> reader.database("none")).isEmpty());
        expect(ErrorCode.SCHEMA_ALREADY_EXISTS, () -> change(writer -> writer.createDatabase(Database.of("lake"))));
    }

    @Test
    protected void changesADatabaseFromTheVersionItWas() {
        change(writer -> writer.createDatabase(Database.of("lake")));
        StoredDatabase base =
                metastore().read(reader -> reader.database("lake")).orElseThrow();
        Database changed = new Database("lake", "new", null, Map.of());
        change(writer -> writer.changeDatabase(base, changed));
        assertEquals(
                changed,
                metastore()
                        .read(reader -> reader.database("lake"))
                        .orElseThrow()
                        .database());
        TarnException conflict =
                expect(ErrorCode.CONFLICT, () -> change(writer -> writer.changeDatabase(base, changed)));
        assertTrue(conflict.getMessage().contains("ana"), conflict.getMessage());
        change(writer -> assertTrue(writer.dropDatabase("lake")));
        change(writer -> assertFalse(writer.dropDatabase("lake")));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.changeDatabase(base, changed)));
    }

    @Test
    protected void keepsEachVersionOfATable() {
        StoredRelation first = createTrips();
        TableDefinition second = new TableDefinition(
                List.of(
                        new ColumnDefinition("id", "array<struct<`A b`:int>>", "k\u00e9y"),
                        new ColumnDefinition("b", "uniontype<int>", null)),
                first.definition() instanceof TableDefinition table ? table.partitionColumns() : List.of(),
                new StorageDefinition("CSV", "TEXTFILE", "a.Serde", Map.of("field.delim", "\u0001"), "in.F", "out.F"),
                new Bucketing(List.of("id"), List.of("b desc"), 16),
                "s3://b/t/",
                "x",
                Map.of("EXTERNAL", "TRUE"));
        StoredRelation changed =
                metastore().change("bo", writer -> writer.changeRelation(first, second, "ALTER TABLE REPLACE COLUMNS"));
        assertEquals(2, changed.version());
        assertEquals(first.id(), changed.id());
        assertEquals(changed, metastore().read(reader -> reader.relation(TRIPS)).orElseThrow());
        assertEquals(second, changed.definition());
        assertEquals(
                first, metastore().read(reader -> reader.relation(TRIPS, 1)).orElseThrow());
        assertTrue(metastore().read(reader -> reader.relation(TRIPS, 3)).isEmpty());
        List<Change> history = metastore().read(reader -> reader.history(TRIPS));
        assertEquals(List.of(2L, 1L), history.stream().map(Change::version).toList());
        assertEquals(List.of("bo", "ana"), history.stream().map(Change::user).toList());
        assertEquals("ALTER TABLE REPLACE COLUMNS", history.get(0).what());
        assertEquals(
                List.of(new RelationSummary(TRIPS, RelationKind.TABLE, changed.change())),
                metastore().read(reader -> reader.relations("lake")));
        assertEquals(Map.of(TRIPS.relation(), "x"), metastore().read(reader -> reader.comments("lake")));
        assertEquals(Map.of(), metastore().read(reader -> reader.comments("nowhere")));
    }

    @Test
    protected void refusesAChangeOfAnOldVersionAndNamesWhoMadeTheNew() {
        StoredRelation base = createTrips();
        metastore().change("bo", writer -> writer.changeRelation(base, table("id", "x"), "ALTER TABLE ADD COLUMNS"));
        TarnException conflict = expect(
                ErrorCode.CONFLICT,
                () -> change(writer -> writer.changeRelation(base, table("id", "y"), "ALTER TABLE ADD COLUMNS")));
        assertTrue(conflict.getMessage().contains("bo made version 2"), conflict.getMessage());
        change(writer -> writer.dropRelation(TRIPS));
        change(writer -> writer.createRelation(TRIPS, table("z"), "CREATE TABLE"));
        expect(ErrorCode.CONFLICT, () -> change(writer -> writer.changeRelation(base, table("id"), "ALTER TABLE")));
    }

    @Test
    protected void keepsViewsBesideTables() {
        createTrips();
        ViewQuery query = new ViewQuery(
                List.of(new ColumnDefinition("n", "bigint", null)), "SELECT 1 AS n", "tarn", "lake", "c", Map.of());
        RelationName name = new RelationName("lake", "ones");
        change(writer -> writer.createRelation(name, query, "CREATE VIEW"));
        assertEquals(
                query,
                metastore().read(reader -> reader.relation(name)).orElseThrow().definition());
        assertEquals(
                List.of(RelationKind.VIEW, RelationKind.TABLE),
                metastore().read(reader -> reader.relations("lake")).stream()
                        .map(RelationSummary::kind)
                        .toList());
        expect(
                ErrorCode.TABLE_ALREADY_EXISTS,
                () -> change(writer -> writer.createRelation(name, table("a"), "CREATE TABLE")));
        expect(
                ErrorCode.SCHEMA_NOT_FOUND,
                () -> change(writer -> writer.createRelation(new RelationName("none", "t"), query, "CREATE VIEW")));
    }

    @Test
    protected void keepsNothingOfAChangeThatFails() {
        createTrips();
        long version = metastore().version();
        assertThrows(
                IllegalArgumentException.class,
                () -> change(writer -> {
                    writer.createDatabase(Database.of("half"));
                    writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.FAIL);
                    writer.setAttribute(AttributeTarget.database("half"), "owner", "x");
                    throw new IllegalArgumentException();
                }));
        assertEquals(version, metastore().version());
        assertEquals(List.of("lake"), metastore().read(reader -> reader.databases()));
        assertEquals(0, partitionCount());
        change(writer -> writer.createDatabase(Database.of("half")));
        assertTrue(metastore().version() > version);
    }

    @Test
    protected void aReaderSeesOneStateWhateverOthersChange() {
        createTrips();
        metastore().read(reader -> {
            long version = reader.version();
            int before = reader.databases().size();
            Thread other = new Thread(() -> change(writer -> writer.createDatabase(Database.of("later"))));
            other.start();
            try {
                other.join(60_000);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
            assertFalse(other.isAlive());
            assertEquals(before, reader.databases().size());
            assertEquals(version, reader.version());
            return null;
        });
        assertEquals(List.of("lake", "later"), metastore().read(reader -> reader.databases()));
    }

    @Test
    protected void keepsPartitionsInTheOrderOfTheirValues() {
        createTrips();
        Partition own = new Partition(
                List.of("2024", "a/b=%"),
                "s3://elsewhere/x",
                new StorageDefinition("CSV", "TEXTFILE", null, Map.of(), null, null),
                List.of(new ColumnDefinition("id", "string", null)),
                Map.of("p", "1"));
        List<Partition> some = List.of(
                partition("2024", "rio"),
                partition("2023", "rio"),
                own,
                partition("2023", null),
                partition("2024", ""));
        change(writer -> assertEquals(5, writer.addPartitions(TRIPS, some, IfExists.FAIL)));
        assertEquals(5, partitionCount());
        assertEquals(
                own,
                metastore()
                        .read(reader -> reader.partition(TRIPS, own.values()))
                        .orElseThrow());
        assertTrue(metastore()
                .read(reader -> reader.partition(TRIPS, List.of("2022", "rio")))
                .isEmpty());
        List<List<String>> all = values(PartitionFilter.all());
        assertEquals(
                List.of(
                        Arrays.asList("2023", null),
                        List.of("2023", "rio"),
                        List.of("2024", ""),
                        List.of("2024", "a/b=%"),
                        List.of("2024", "rio")),
                all);
        List<List<String>> paged = new ArrayList<>();
        List<Partition> page = metastore().read(reader -> reader.partitions(TRIPS, PartitionFilter.all(), null, 2));
        while (!page.isEmpty()) {
            page.forEach(each -> paged.add(each.values()));
            List<String> last = page.get(page.size() - 1).values();
            page = metastore().read(reader -> reader.partitions(TRIPS, PartitionFilter.all(), last, 2));
        }
        assertEquals(all, paged);
    }

    @Test
    protected void findsPartitionsByTheirValues() {
        createTrips();
        List<Partition> all = new ArrayList<>();
        for (int year = 2000; year < 2030; year++) {
            for (String city : Arrays.asList("rio", "Örebro", "\uD83D\uDE00", null, "rio/2", "2")) {
                all.add(partition(String.valueOf(year), city));
            }
        }
        change(writer -> writer.addPartitions(TRIPS, all, IfExists.FAIL));
        Values years = Values.oneOf(new LinkedHashSet<>(List.of("2001", "2010")));
        Values city = Values.oneOf(new LinkedHashSet<>(Arrays.asList("rio", null)));
        List<PartitionFilter> filters = List.of(
                PartitionFilter.prefix(List.of("2004")),
                PartitionFilter.prefix(List.of("20")),
                PartitionFilter.prefix(List.of("2004", "Örebro")),
                new PartitionFilter(List.of(years, city)),
                new PartitionFilter(List.of(Values.any(), city)),
                new PartitionFilter(List.of(years, Values.between("o", "\uD83D\uDE00", true))),
                new PartitionFilter(List.of(years, Values.between("Ö", "Ö\uFFFF", false))),
                new PartitionFilter(List.of(Values.between("2003", "2005", false), Values.any())),
                new PartitionFilter(List.of(Values.between(null, "2005", false))),
                new PartitionFilter(List.of(Values.between("2027", null, true), city)),
                new PartitionFilter(List.of(Values.oneOf(Collections.emptySet()))),
                PartitionFilter.all());
        List<List<String>> ordered = values(PartitionFilter.all());
        assertEquals(all.size(), ordered.size());
        for (PartitionFilter filter : filters) {
            assertEquals(ordered.stream().filter(filter::allows).toList(), values(filter), filter.toString());
        }
    }

    @Test
    protected void addsPartitionsThatAreThereAsItIsTold() {
        createTrips();
        change(writer -> writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.FAIL));
        Partition other = Partition.of(List.of("2024", "rio"), "/other");
        List<Partition> both = List.of(partition("2024", "oslo"), other);
        TarnException error = expect(
                ErrorCode.PARTITION_ALREADY_EXISTS,
                () -> change(writer -> writer.addPartitions(TRIPS, both, IfExists.FAIL)));
        assertTrue(error.getMessage().contains("rio"), error.getMessage());
        assertEquals(1, partitionCount());
        change(writer -> assertEquals(1, writer.addPartitions(TRIPS, both, IfExists.SKIP)));
        assertEquals(
                partition("2024", "rio"),
                metastore()
                        .read(reader -> reader.partition(TRIPS, other.values()))
                        .orElseThrow());
        change(writer -> assertEquals(2, writer.addPartitions(TRIPS, both, IfExists.REPLACE)));
        assertEquals(
                other,
                metastore()
                        .read(reader -> reader.partition(TRIPS, other.values()))
                        .orElseThrow());
        change(writer -> assertEquals(1, writer.dropPartitions(TRIPS, List.of(other.values(), List.of("1999", "x")))));
        assertEquals(1, partitionCount());
        expect(
                ErrorCode.TABLE_NOT_FOUND,
                () -> change(writer -> writer.addPartitions(new RelationName("lake", "none"), both, IfExists.FAIL)));
    }

    @Test
    protected void forgetsWithATableAllThatBelongsToIt() {
        createTrips();
        change(writer -> {
            writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.FAIL);
            writer.putStatistics(TRIPS, List.of(statistics(null, 3)));
            writer.setAttribute(AttributeTarget.column(TRIPS, "id"), Attribute.OWNER, "ana");
        });
        change(writer -> assertTrue(writer.dropRelation(TRIPS)));
        change(writer -> assertFalse(writer.dropRelation(TRIPS)));
        change(writer -> writer.createRelation(TRIPS, table("id"), "CREATE TABLE"));
        metastore().read(reader -> {
            assertEquals(0, reader.partitionCount(TRIPS));
            assertTrue(reader.statistics(TRIPS).isEmpty());
            assertTrue(reader.attributes(AttributeFilter.all()).isEmpty());
            assertEquals(1, reader.history(TRIPS).size());
            return null;
        });
        change(writer -> writer.dropDatabase("lake"));
        assertTrue(metastore().read(reader -> reader.relation(TRIPS)).isEmpty());
    }

    @Test
    protected void keepsStatisticsOfTheTableAndOfPartitions() {
        createTrips();
        List<String> rio = List.of("2024", "rio");
        change(writer -> writer.putStatistics(TRIPS, List.of(statistics(null, 10), statistics(rio, 4))));
        Map<String, byte[]> sketches = metastore().read(reader -> reader.sketches(TRIPS, null));
        assertEquals(Set.of("id"), sketches.keySet());
        assertArrayEquals(new byte[] {0, 1, -1}, sketches.get("id"));
        assertEquals(
                Set.of("id"),
                metastore().read(reader -> reader.sketches(TRIPS, rio)).keySet());
        assertEquals(Map.of(), metastore().read(reader -> reader.sketches(TRIPS, List.of("1", "2"))));
        assertEquals(
                statistics(null, 10).withSketches(Map.of()),
                metastore().read(reader -> reader.statistics(TRIPS)).orElseThrow());
        assertEquals(
                List.of(statistics(rio, 4).withSketches(Map.of())),
                metastore().read(reader -> reader.statistics(TRIPS, List.of(List.of("1", "2"), rio))));
        change(writer -> writer.putStatistics(TRIPS, List.of(statistics(rio, 5))));
        assertEquals(
                List.of(statistics(rio, 5).withSketches(Map.of())),
                metastore().read(reader -> reader.statistics(TRIPS, List.of(rio))));
        change(writer -> writer.dropStatistics(TRIPS));
        assertTrue(metastore().read(reader -> reader.statistics(TRIPS)).isEmpty());
        assertTrue(metastore()
                .read(reader -> reader.statistics(TRIPS, List.of(rio)))
                .isEmpty());
    }

    @Test
    protected void keepsNoBoundsThatSomeDatabasesCannotKeep() {
        createTrips();
        CollectedColumn column = new CollectedColumn("a\0b", "x".repeat(1_000), 1, 2, null);
        change(writer -> writer.putStatistics(
                TRIPS, List.of(new CollectedStatistics(null, 1, 1, 1, Instant.ofEpochMilli(1), Map.of("id", column)))));
        assertEquals(
                Map.of("id", new CollectedColumn(null, null, 1, 2, null)),
                metastore()
                        .read(reader -> reader.statistics(TRIPS))
                        .orElseThrow()
                        .columns());
    }

    @Test
    protected void searchesAttributes() {
        createTrips();
        change(writer -> {
            writer.setAttribute(AttributeTarget.database("lake"), Attribute.OWNER, "Finance");
            writer.setAttribute(AttributeTarget.relation(TRIPS), Attribute.DEFINITION, "Each TRIP of a taxi");
            writer.setAttribute(AttributeTarget.column(TRIPS, "id"), Attribute.SENSITIVITY, "public");
            writer.setAttribute(AttributeTarget.column(TRIPS, "id"), "unit", "none");
        });
        assertEquals(
                Map.of(Attribute.SENSITIVITY, "public", "unit", "none"),
                metastore().read(reader -> reader.attributes(AttributeTarget.column(TRIPS, "id"))));
        assertEquals(
                4,
                metastore()
                        .read(reader -> reader.attributes(AttributeFilter.all()))
                        .size());
        AttributeFilter trip = new AttributeFilter("lake", null, null, null, "trip of");
        List<Attribute> found = metastore().read(reader -> reader.attributes(trip));
        assertEquals(1, found.size());
        assertEquals(AttributeTarget.relation(TRIPS), found.get(0).target());
        assertEquals("ana", found.get(0).user());
        change(writer -> {
            writer.setAttribute(AttributeTarget.column(TRIPS, "id"), "unit", null);
            writer.setAttribute(AttributeTarget.database("lake"), Attribute.OWNER, "Data");
        });
        assertEquals(
                Map.of(Attribute.OWNER, "Data"),
                metastore().read(reader -> reader.attributes(AttributeTarget.database("lake"))));
        assertEquals(
                3,
                metastore()
                        .read(reader -> reader.attributes(AttributeFilter.all()))
                        .size());
    }

    @Test
    protected void remembersThatPartitionsWereRegistered() {
        createTrips();
        assertEquals(PartitionSummary.NEVER, summary());
        change(writer -> writer.dropPartitions(TRIPS, List.of(List.of("2024", "rio"))));
        assertFalse(summary().wereRegistered());
        change(writer -> writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.FAIL));
        assertEquals(new PartitionSummary(1, 1), summary());
        change(writer -> writer.addPartitions(TRIPS, List.of(partition("2024", "rio")), IfExists.REPLACE));
        change(writer -> writer.dropPartitions(TRIPS, List.of(List.of("2024", "rio"))));
        assertEquals(new PartitionSummary(0, 3), summary());
        assertTrue(summary().wereRegistered());
        change(writer -> writer.dropRelation(TRIPS));
        assertEquals(PartitionSummary.NEVER, summary());
        change(writer -> {
            writer.createRelation(TRIPS, table("id"), "CREATE TABLE");
            writer.addPartitions(TRIPS, List.of(), IfExists.SKIP);
        });
        assertTrue(summary().wereRegistered());
    }

    private PartitionSummary summary() {
        return metastore().read(reader -> reader.partitionSummary(TRIPS));
    }

    @Test
    protected void losesNoChangeOfThreadsThatChangeAtOnce() throws Exception {
        createTrips();
        int threads = 4;
        int changes = 10;
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<Integer>> futures = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                futures.add(pool.submit(() -> {
                    int conflicts = 0;
                    int done = 0;
                    while (done < changes) {
                        StoredRelation base = metastore()
                                .read(reader -> reader.relation(TRIPS))
                                .orElseThrow();
                        try {
                            metastore().change("t", writer -> writer.changeRelation(base, table("id"), "ALTER TABLE"));
                            done++;
                        } catch (TarnException e) {
                            assertEquals(ErrorCode.CONFLICT, e.code());
                            conflicts++;
                        }
                    }
                    return conflicts;
                }));
            }
            for (Future<Integer> future : futures) {
                future.get();
            }
        } finally {
            pool.shutdownNow();
        }
        List<Change> history = metastore().read(reader -> reader.history(TRIPS));
        assertEquals(1 + threads * changes, history.size());
        assertEquals(
                history.size(),
                Set.copyOf(history.stream().map(Change::version).toList()).size());
    }
}
