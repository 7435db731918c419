package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Writes a result to a file. */
final class ExportCommand extends Command {
    private static final Map<String, Format> FORMATS = Map.of(
            "csv",
            Format.CSV,
            "tsv",
            Format.TSV,
            "json",
            Format.JSON,
            "jsonl",
            Format.JSONL,
            "ndjson",
            Format.JSONL,
            "md",
            Format.MARKDOWN,
            "html",
            Format.HTML,
            "sql",
            Format.INSERT,
            "txt",
            Format.TABLE);
    private static final Set<String> UNLOADED = Set.of("parquet", "orc", "avro");

    ExportCommand() {
        super(FILE.command("export")
                .takes("path [query]", Operand.PATH, Operand.STATEMENT)
                .does(
                        "writes the result to a file in the format of its ending, or to a folder of Parquet, ORC or Avro files")
                .details(
                        "Endings: csv, tsv, json, jsonl, md, html, sql (INSERT statements), txt; parquet, orc, avro and paths"
                                + " of S3 are written by UNLOAD, as many files as there are threads.")
                .example("\\export /tmp/regions.csv SELECT * FROM tpch.tiny.region"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        run(call.require(0, "a path"), call.statement(1, session), session);
    }

    /** Writes the result of a query. */
    static void run(String path, String sql, ShellSession session) throws SQLException, IOException {
        session.refuseIfSafe("writing a file");
        String ending = path.substring(path.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        Format format = FORMATS.get(ending);
        if (format == null) {
            unload(session, path, ending, sql);
            return;
        }
        session.output().toFile(Path.of(path), true);
        session.runner().run(sql, format);
        session.output().message("wrote " + path);
    }

    private static void unload(ShellSession session, String path, String ending, String sql)
            throws SQLException, IOException {
        boolean known = UNLOADED.contains(ending);
        if (!known && path.lastIndexOf('.') > path.lastIndexOf('/')) {
            throw new ShellException("no format is called ." + ending + "; see \\help export");
        }
        String format = known ? ending.toUpperCase(Locale.ROOT) : "PARQUET";
        session.runner().run("UNLOAD (" + sql + ") TO " + Names.string(path) + " WITH (format = '" + format + "')");
    }
}
