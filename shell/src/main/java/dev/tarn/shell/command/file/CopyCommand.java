package dev.tarn.shell.command.file;

import static dev.tarn.shell.command.CommandGroup.FILE;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Copies between tables and files, as psql writes it. */
final class CopyCommand extends Command {
    private static final Pattern FORM = Pattern.compile(
            "(\\(.*\\)|\\S+)\\s+(from|to)\\s+('[^']+'|\\S+)\\s*;?", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

    CopyCommand() {
        super(FILE.command("copy")
                .takes("table from path, or table or (query) to path", Operand.TABLE, Operand.PATH)
                .does("copies files into a table as \\import does, or a table or result to a file as \\export does")
                .example("\\copy (SELECT * FROM tpch.tiny.region) to /tmp/regions.csv"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        Matcher form = FORM.matcher(call.arguments().from(0));
        if (!form.matches()) {
            throw new ShellException("\\copy takes a table, from and a path, or a table or (query), to and a path");
        }
        String what = form.group(1);
        String path = form.group(3).startsWith("'")
                ? form.group(3).substring(1, form.group(3).length() - 1)
                : form.group(3);
        if (form.group(2).equalsIgnoreCase("from")) {
            ImportCommand.run(path, what, session);
        } else {
            boolean isQuery = what.startsWith("(");
            ExportCommand.run(path, isQuery ? what.substring(1, what.length() - 1) : "SELECT * FROM " + what, session);
        }
    }
}
