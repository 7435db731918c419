package dev.tarn.benchmarks.compare;

import dev.tarn.testkit.DuckDbOracle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Makes text files of TPC-H's lineitem, once, with DuckDB. */
final class TextFiles {
    static final String CSV = "lineitem.csv";
    static final String JSON = "lineitem.json";
    static final String CSV_GZIP = "lineitem.csv.gz";

    private TextFiles() {}

    /** Returns the folder with lineitem as JSON, one object a line. */
    static Path json(Path data) throws IOException {
        Path folder = folder(data, "-json");
        write(data, folder.resolve(JSON), "(FORMAT json)");
        return folder;
    }

    private static Path folder(Path data, String suffix) throws IOException {
        Path folder = data.resolveSibling(data.getFileName() + suffix);
        Files.createDirectories(folder);
        return folder;
    }

    /** Returns the folder with lineitem as CSV, as it is and by gzip. */
    static Path csv(Path data) throws IOException {
        Path folder = folder(data, "-text");
        write(data, folder.resolve(CSV), "(HEADER)");
        write(data, folder.resolve(CSV_GZIP), "(HEADER, COMPRESSION gzip)");
        return folder;
    }

    private static void write(Path data, Path target, String options) throws IOException {
        if (Files.exists(target)) {
            return;
        }
        Path unfinished = target.resolveSibling("_" + target.getFileName());
        try (DuckDbOracle duckDb = DuckDbOracle.open()) {
            duckDb.execute("SET threads = 2");
            duckDb.execute("COPY (SELECT * FROM read_parquet('" + data.resolve("lineitem") + "/*.parquet')) TO '"
                    + unfinished + "' " + options);
        }
        Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
    }
}
