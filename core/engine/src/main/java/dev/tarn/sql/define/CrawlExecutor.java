package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.StoredEntry;
import dev.tarn.catalog.crawl.FoundTable;
import dev.tarn.catalog.crawl.TableDraft;
import dev.tarn.catalog.crawl.TableDrafter;
import dev.tarn.catalog.crawl.TableFinder;
import dev.tarn.catalog.file.FileShape;
import dev.tarn.catalog.file.FolderTree;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.RelationSummary;
import dev.tarn.spi.storage.Location;
import dev.tarn.sql.parser.UpkeepStatement.Crawl;
import dev.tarn.sql.validate.StatementContext;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/**
 * Runs CRAWL: looks at all files first, and changes the catalog afterwards, each table in a transaction of its own. Only
 * tables that a crawl made get other columns. One thread; used once.
 */
final class CrawlExecutor {
    private static final List<String> COLUMNS =
            List.of("Table", "Location", "Outcome", "Format", "Files", "Partitions added", "Changes", "Conflicts");

    private static final String SEPARATOR = "; ";
    /** More conflicts of one table than that are only counted. */
    private static final int MAX_LINES = 20;

    private final CatalogManager catalog;
    private final StatementContext context;
    private final Runnable checkpoint;
    private final List<List<String>> rows = new ArrayList<>();
    private final List<String> statements = new ArrayList<>();

    /** @param checkpoint is called again and again, and may throw to end the crawl */
    CrawlExecutor(StatementContext context, Runnable checkpoint) {
        this.catalog = context.catalog();
        this.context = context;
        this.checkpoint = checkpoint;
    }

    /**
     * Returns a row for each table, and for each file that nobody can read; of a dry run the DDL.
     *
     * @throws TarnException SCHEMA_NOT_FOUND, PATH_NOT_FOUND, INVALID_PROPERTY, INVALID_STATEMENT for a pattern, CONFLICT
     *     if somebody else changed a table meanwhile; the tables before it keep what was changed
     */
    DefinitionResult run(Crawl crawl) {
        InStatement position = crawl.location().position();
        List<String> schema = FullNames.ofSchema(crawl.schema(), context);
        catalog.requireSchemaOf(schema, crawl.schema().position());
        CrawlOptions options = CrawlOptions.of(crawl.properties());
        Location root = new Location(crawl.location().text());
        if (catalog.isPattern(root)) {
            throw new TarnException(ErrorCode.INVALID_STATEMENT, position, "CRAWL takes a folder, no pattern: " + root);
        }
        FolderTree tree = catalog.survey(root, options.sample(), checkpoint, position);
        Set<String> taken = new HashSet<>();
        Map<Location, StoredEntry> known = known(schema.get(1), root, taken);
        Map<Location, FileTableDefinition> there = new HashMap<>();
        known.forEach((location, entry) -> there.put(location, (FileTableDefinition) entry.entry()));
        TableFinder finder = new TableFinder(there, options.depth());
        CrawlNames names = new CrawlNames(taken, options.tablePrefix());
        for (FoundTable found : finder.find(tree)) {
            checkpoint.run();
            StoredEntry entry = known.remove(found.location());
            table(schema, found, entry, names, crawl);
        }
        finder.unreadable().forEach(this::unreadable);
        known.forEach((location, entry) -> missing(location, entry, root));
        return crawl.dryRun() ? DefinitionResult.names("Statement", statements) : DefinitionResult.of(COLUMNS, rows);
    }

    /**
     * Returns the tables of a schema by their locations, the first by name where several have one. Those below the root are
     * written as it is, however their definitions write them.
     */
    private Map<Location, StoredEntry> known(String schema, Location root, Set<String> taken) {
        String below = catalog.canonical(root).text();
        Map<Location, StoredEntry> known = new TreeMap<>(Comparator.comparing(Location::text));
        for (RelationSummary relation : catalog.own().relations(schema)) {
            taken.add(relation.name().relation());
            Optional<StoredEntry> entry = catalog.own().find(relation.name());
            if (entry.isPresent() && entry.get().entry() instanceof FileTableDefinition table) {
                boolean sameStorage = table.location().scheme().equals(root.scheme());
                String place = sameStorage ? catalog.canonical(table.location()).text() : "";
                boolean inside = place.equals(below) || place.startsWith(below + "/");
                Location location =
                        inside ? new Location(root.text() + place.substring(below.length())) : table.location();
                known.putIfAbsent(location, entry.get());
            }
        }
        return known;
    }

    private void table(List<String> schema, FoundTable found, StoredEntry known, CrawlNames names, Crawl crawl) {
        FileTableDefinition there = known == null ? null : (FileTableDefinition) known.entry();
        if (there != null && Properties.value(there.properties(), TableDrafter.CRAWLED) == null) {
            report(
                    there.name().get(2),
                    found.location(),
                    "unchanged",
                    "",
                    0,
                    0,
                    List.of("declared by hand"),
                    List.of());
            return;
        }
        String name = there == null
                ? names.of(found.location(), found.baseName())
                : there.name().get(2);
        TableDrafter drafter = new TableDrafter(List.of(schema.get(0), schema.get(1), name), found, there);
        TableDraft draft = drafter.draft().orElse(null);
        if (draft == null) {
            report(null, found.location(), "left out", "", 0, 0, List.of(), drafter.conflicts());
            return;
        }
        CrawlChange change = new CrawlChange(draft, known, catalog);
        List<String> changes = new ArrayList<>(change.changes());
        if (draft.openedCount() < draft.fileCount()) {
            changes.add(draft.openedCount() + " of its files were opened");
        }
        statements.addAll(change.statements());
        if (!crawl.dryRun()) {
            change.apply(catalog.own(), crawl.location().position());
        }
        report(
                name,
                found.location(),
                change.outcome(),
                draft.format(),
                draft.fileCount(),
                change.addedPartitions(),
                changes,
                draft.conflicts());
    }

    private void unreadable(FileShape file) {
        report(
                null,
                file.location(),
                "left out",
                file.format() == null ? "" : file.format(),
                1,
                0,
                List.of(),
                List.of(file.problem()));
    }

    /** A table whose files are gone stays; somebody may still want its definition. */
    private void missing(Location location, StoredEntry entry, Location root) {
        FileTableDefinition table = (FileTableDefinition) entry.entry();
        boolean inside = location.text().startsWith(root.text() + "/") || location.equals(root);
        if (inside && Properties.value(table.properties(), TableDrafter.CRAWLED) != null) {
            report(
                    table.name().get(2),
                    table.location(),
                    "missing",
                    "",
                    0,
                    0,
                    List.of(),
                    List.of("no files of the table were found; DROP TABLE forgets it"));
        }
    }

    private void report(
            String table,
            Location location,
            String outcome,
            String format,
            int files,
            int partitions,
            List<String> changes,
            List<String> conflicts) {
        rows.add(Arrays.asList(
                table,
                location.text(),
                outcome,
                format,
                String.valueOf(files),
                String.valueOf(partitions),
                lines(changes),
                lines(conflicts)));
        conflicts.forEach(conflict -> statements.add("-- " + location + ": " + conflict.replace('\n', ' ')));
    }

    private static String lines(List<String> lines) {
        if (lines.size() <= MAX_LINES) {
            return String.join(SEPARATOR, lines);
        }
        return String.join(SEPARATOR, lines.subList(0, MAX_LINES)) + SEPARATOR + (lines.size() - MAX_LINES) + " more";
    }
}
