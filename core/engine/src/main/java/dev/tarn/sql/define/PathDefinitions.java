package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.FileTableDefinition;
import dev.tarn.catalog.InferredReading;
import dev.tarn.catalog.file.PathDescription;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;
import java.util.List;
import java.util.Locale;

/** Turns what files were taken for into the definition of a table that reads them alike. */
final class PathDefinitions {
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
        InferredReading reading = InferredReading.of(path.format(), path.inference());
        return new FileTableDefinition(
                List.of(CatalogManager.OWN_CATALOG, CatalogManager.DEFAULT_SCHEMA, tableName(path.location())),
                readable(path.columns()),
                path.partitionColumns(),
                reading.storage(),
                path.location(),
                null,
                reading.properties());
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
