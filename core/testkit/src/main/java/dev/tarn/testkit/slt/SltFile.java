package dev.tarn.testkit.slt;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.testkit.slt.SltRecord.Engines;
import dev.tarn.testkit.slt.SltRecord.SortMode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A file of records. A record ends at an empty line.
 *
 * <pre>
 * # a comment
 * # oracle: what DuckDB runs instead of the next query; further lines that begin so continue it
 * # trino: why the next query's rows are not the oracle's: a citation, or the rule that gives them
 * skipif duckdb | onlyif duckdb | skipif tarn | onlyif tarn
 * statement ok
 * statement error CODE [regular expression]
 * query TYPES [nosort|rowsort|valuesort] [label]
 * SELECT ...
 * ----
 * values of a row, tabs between them
 * </pre>
 *
 * @param path where it is
 * @param lines its lines
 * @param records its records
 */
record SltFile(Path path, List<String> lines, List<SltRecord> records) {
    static SltFile read(Path path) {
        try {
            List<String> lines = Files.readAllLines(path);
            return new SltFile(path, lines, new Reader(path, lines).readAll());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static final class Reader {
        private final Path path;
        private final List<String> lines;
        private final List<SltRecord> records = new ArrayList<>();
        private int at;
        private Engines engines = Engines.BOTH;
        private final StringBuilder oracleSql = new StringBuilder();
        private final StringBuilder citation = new StringBuilder();

        Reader(Path path, List<String> lines) {
            this.path = path;
            this.lines = lines;
        }

        List<SltRecord> readAll() {
            while (at < lines.size()) {
                String line = lines.get(at);
                if (line.isBlank()) {
                    at++;
                } else if (line.startsWith("#")) {
                    comment(line.substring(1).strip());
                    at++;
                } else {
                    record(line.strip().split("\\s+"));
                }
            }
            return records;
        }

        private void comment(String text) {
            if (text.startsWith("oracle:")) {
                oracleSql.append(text.substring("oracle:".length()).strip()).append('\n');
            } else if (text.startsWith("trino:")) {
                citation.append(text.substring("trino:".length()).strip()).append('\n');
            }
        }

        private void record(String[] words) {
            switch (words[0]) {
                case "skipif", "onlyif" -> {
                    if (words.length != 2 || !words[1].equals("duckdb") && !words[1].equals("tarn")) {
                        throw broken("the engines are duckdb and tarn");
                    }
                    boolean tarn = words[0].equals("onlyif") == words[1].equals("tarn");
                    engines = tarn ? Engines.ONLY_TARN : Engines.ONLY_DUCKDB;
                    at++;
                }
                case "statement" -> statement(words);
                case "query" -> query(words);
                default -> throw broken("a record begins with statement, query, skipif or onlyif");
            }
        }

        private void statement(String[] words) {
            int line = ++at;
            String sql = sql();
            if (words.length == 2 && words[1].equals("ok")) {
                records.add(new SltRecord.Statement(line, sql, engines));
            } else if (words.length > 2 && words[1].equals("error")) {
                String head = lines.get(line - 1);
                int message = head.indexOf(words[2]) + words[2].length();
                String pattern = head.substring(message).strip();
                records.add(new SltRecord.Failure(
                        line,
                        sql,
                        engines,
                        ErrorCode.valueOf(words[2]),
                        pattern.isEmpty() ? null : Pattern.compile(pattern)));
            } else {
                throw broken("statement ok, or statement error CODE [regular expression]");
            }
            reset();
        }

        private void query(String[] words) {
            if (words.length < 2) {
                throw broken("query TYPES [nosort|rowsort|valuesort]");
            }
            int line = ++at;
            String sql = sql();
            if (at >= lines.size() || !lines.get(at).equals("----")) {
                throw broken("a query needs ----");
            }
            int from = ++at;
            while (at < lines.size() && !lines.get(at).isBlank()) {
                at++;
            }
            SortMode mode = words.length > 2 ? SortMode.valueOf(words[2].toUpperCase(Locale.ROOT)) : SortMode.NOSORT;
            records.add(new SltRecord.Query(
                    line,
                    sql,
                    engines,
                    SltTypes.parse(words[1]),
                    mode,
                    oracleSql.isEmpty() ? null : oracleSql.toString().strip(),
                    citation.isEmpty() ? null : citation.toString().strip(),
                    List.copyOf(lines.subList(from, at)),
                    from,
                    at));
            reset();
        }

        private String sql() {
            int from = at;
            while (at < lines.size()
                    && !lines.get(at).isBlank()
                    && !lines.get(at).equals("----")) {
                at++;
            }
            if (from == at) {
                throw broken("there is no SQL");
            }
            return String.join("\n", lines.subList(from, at));
        }

        private void reset() {
            engines = Engines.BOTH;
            oracleSql.setLength(0);
            citation.setLength(0);
        }

        private IllegalArgumentException broken(String what) {
            return new IllegalArgumentException(path + ":" + Math.min(at + 1, lines.size()) + ": " + what);
        }
    }
}
