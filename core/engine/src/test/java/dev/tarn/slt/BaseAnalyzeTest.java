package dev.tarn.slt;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.TableHandle;
import dev.tarn.spi.catalog.TableStatistics;
import dev.tarn.spi.metastore.CollectedStatistics;
import dev.tarn.spi.metastore.RelationName;
import dev.tarn.spi.predicate.TupleDomain;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;

/** A catalog in a folder, and what it has counted of its table {@code t}. */
abstract class BaseAnalyzeTest {
    private static final RelationName TABLE = new RelationName("default", "t");

    @TempDir
    protected Path folder;

    protected Tarn open() {
        return Tarn.builder()
                .catalog(folder.resolve("catalog").toString())
                .threads(2)
                .open();
    }

    /** Runs a statement to its end and returns its first number. */
    protected static long run(Tarn tarn, String sql) {
        try (Session session = tarn.session();
                QueryResult result = session.query(sql)) {
            var rows = result.toRows();
            return rows.isEmpty() ? 0 : (Long) rows.get(0).value(0);
        }
    }

    private CatalogManager catalog() {
        return CatalogManager.discover(Map.of(), folder.resolve("catalog").toString());
    }

    /** Returns what was counted of the whole table. */
    protected CollectedStatistics collected() {
        return collected(null).orElseThrow();
    }

    /** Returns what was counted of a partition, or of the whole table if that is null. */
    protected Optional<CollectedStatistics> collected(List<String> partition) {
        try (CatalogManager catalog = catalog()) {
            return catalog.own().read(reader -> (partition == null
                            ? reader.statistics(TABLE)
                            : reader.statistics(TABLE, List.of(partition)).stream()
                                    .findFirst())
                    .map(found -> found.withSketches(reader.sketches(TABLE, partition))));
        }
    }

    /** Returns what a query would think of the table. */
    protected TableStatistics estimates(TupleDomain predicate, Set<String> columns) {
        try (CatalogManager catalog = catalog()) {
            TableHandle handle = (TableHandle) catalog.relation(List.of("t"), new SearchPath("tarn", "default"), null);
            return handle.table().estimates(predicate, columns);
        }
    }
}
