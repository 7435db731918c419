package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileStorage;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.storage.Location;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Turns what files were taken for into the definition of a table that reads them alike. */
final class PathDefinitions {
    /** Properties that belong to tables, not to SerDes. */
    private static final Set<String> TABLE_PROPERTIES =
            Set.of("skip.header.line.count", "skip.footer.line.count", "bad_records");

    private static final Set<String> NAMED_BY_SERDE = Set.of("TEXTFILE", "TEXT", "CSV", "JSON", "JSONFILE");

    private PathDefinitions() {}

    /**
     * Returns the definition of a table over the files of a path.
     *
     * @throws TarnException INVALID_STATEMENT if the files are not read alike, so that there is none
     */
    static FileTableDefinition of(PathDescription path, InStatement position) {
        path.otherwise().ifPresent(other -> {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "no one definition reads all files: " + other + " is read in another way than the first; "
                            + "name files that are alike, or see DESCRIBE EXTENDED of each");
        });
        Map<String, String> serdeProperties = new LinkedHashMap<>();
        Map<String, String> tableProperties = new TreeMap<>();
        path.inference().map(Inference::properties).orElse(Map.of()).forEach((name, value) -> {
            boolean ofTable = TABLE_PROPERTIES.contains(name.toLowerCase(Locale.ROOT));
            (ofTable ? tableProperties : serdeProperties).put(name, value);
        });
        String serde = path.inference().map(Inference::serde).orElse(null);
        FileStorage storage = new FileStorage(
                path.format(),
                NAMED_BY_SERDE.contains(path.format()) ? "TEXTFILE" : path.format(),
                serde,
                serdeProperties,
                null,
                null);
        return new FileTableDefinition(
                List.of(CatalogManager.OWN_CATALOG, CatalogManager.DEFAULT_SCHEMA, tableName(path.location())),
                readable(path.columns()),
                path.partitionColumns(),
                storage,
                path.location(),
                null,
                tableProperties);
    }

    private static List<ColumnSchema> readable(List<ColumnSchema> columns) {
        return columns.stream().filter(column -> column.type() != null).toList();
    }

    /** Returns a name made of the last part of a location that is no pattern. */
    private static String tableName(Location location) {
        String name = "files";
        for (String segment : location.path().split("/")) {
            boolean plain = segment.chars().noneMatch(c -> "*?[{=".indexOf(c) >= 0);
            String word = segment.indexOf('.') > 0 ? segment.substring(0, segment.indexOf('.')) : segment;
            String lower = word.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9_]+", "_");
            if (plain && lower.matches(".*[a-z0-9].*")) {
                name = lower;
            }
        }
        return Character.isDigit(name.charAt(0)) ? "t" + name : name;
    }
}
