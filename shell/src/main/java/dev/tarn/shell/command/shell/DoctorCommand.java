package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.command.Targets;
import dev.tarn.shell.command.look.RelationsCommand;
import dev.tarn.shell.progress.Quantities;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** Tells what surrounds the shell, and whether the catalog is well. */
final class DoctorCommand extends Command {
    private static final int OLDEST_JAVA = 17;
    private static final long LITTLE_MEMORY = 256L << 20;
    private static final int MOST_RELATIONS = 200;

    private static final long SLOW_MILLIS = 2_000;

    DoctorCommand() {
        super(SHELL.command("doctor")
                .takes("[full] [place ...]", Operand.PATH)
                .choices(List.of("full"))
                .does(
                        "checks Java, memory, the terminal, AWS settings and the catalog, and whether places can be reached")
                .details("A place is a folder, or a prefix as s3://bucket/lake/, which is listed with the engine's own"
                        + " settings and credentials. With full it also plans a query of each table and view of the schema,"
                        + " and asks AWS who you are if its command line is installed. Secrets are not shown.")
                .example("\\doctor examples/lake/"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        List<String> words = call.arguments().words();
        boolean full = words.contains("full");
        List<Finding> findings = new ArrayList<>();
        java(findings);
        terminal(session.output().screen(), findings);
        findings.addAll(AwsEnvironment.of(System.getenv()).findings(full));
        catalog(session, full, findings);
        words.stream().filter(word -> !word.equals("full")).forEach(place -> findings.add(place(session, place)));
        List<List<String>> rows = findings.stream().map(Finding::row).toList();
        session.runner().show(new ListRows(List.of("Check", "Is", "Found", "Cure"), rows));
    }

    private static void java(List<Finding> findings) throws IOException {
        int version = Runtime.version().feature();
        findings.add(Finding.of(
                "Java",
                version >= OLDEST_JAVA,
                Runtime.version() + " at " + System.getProperty("java.home"),
                "set TARN_JAVA_HOME to a newer one"));
        long heap = Runtime.getRuntime().maxMemory();
        findings.add(Finding.of(
                "memory", heap >= LITTLE_MEMORY, Quantities.bytes(heap) + " heap", "set TARN_JAVA_OPTIONS=-Xmx1g"));
        findings.add(
                Finding.ok("processors", String.valueOf(Runtime.getRuntime().availableProcessors())));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long space = Files.getFileStore(temporary).getUsableSpace();
        findings.add(Finding.of(
                "temporary files",
                space > LITTLE_MEMORY && Files.isWritable(temporary),
                Quantities.bytes(space) + " free in " + temporary,
                "make room there, or set temp_folder"));
    }

    private static void terminal(Screen screen, List<Finding> findings) {
        if (screen.terminal() == null) {
            findings.add(Finding.ok("terminal", "none"));
            return;
        }
        String text = screen.terminal().getType() + ", " + screen.width() + " by " + screen.height() + ", "
                + screen.terminal().encoding();
        boolean isDumb = screen.terminal().getType().startsWith("dumb");
        findings.add(
                isDumb
                        ? Finding.warn("terminal", text, "set TERM, as to xterm-256color")
                        : Finding.ok("terminal", text));
    }

    private static void catalog(ShellSession session, boolean full, List<Finding> findings) {
        String kept = session.database().target().properties().getProperty("catalog");
        findings.add(
                kept == null
                        ? Finding.ok("catalog", "in memory, gone when the shell ends; --catalog DIR keeps it")
                        : Finding.ok("catalog", Targets.shownPlace(kept)));
        try {
            long start = System.nanoTime();
            int schemas = session.database().query("SHOW SCHEMAS").size();
            List<List<String>> relations = session.database().query(RelationsCommand.all(session));
            long millis = (System.nanoTime() - start) / 1_000_000;
            String text = relations.size() + " in schema " + session.database().schema() + ", " + schemas
                    + " schemas; answered in " + millis + " ms";
            findings.add(
                    millis < SLOW_MILLIS
                            ? Finding.ok("tables", text)
                            : Finding.warn("tables", text, "look at the network, or at who else changes the catalog"));
            relations.stream()
                    .limit(full ? MOST_RELATIONS : 0)
                    .forEach(relation -> findings.add(relation(session, relation.get(0))));
        } catch (SQLException e) {
            findings.add(Finding.fail("tables", e.getMessage(), "look at where the catalog is kept"));
        }
    }

    private static Finding relation(ShellSession session, String name) {
        try {
            session.database().query("EXPLAIN SELECT count(*) FROM " + Names.quoted(name));
            return Finding.ok("table " + name, "can be queried");
        } catch (SQLException e) {
            return Finding.fail("table " + name, e.getMessage(), "\\ddl " + name + " shows how it is made");
        }
    }

    private static Finding place(ShellSession session, String place) {
        try {
            int names = session.database().paths(place).size();
            return Finding.of(
                    place,
                    names > 0,
                    names == 0 ? "nothing is there" : names + " names",
                    "is the name right, and may you list it? a folder ends with a slash");
        } catch (SQLException e) {
            return Finding.fail(place, e.getMessage(), "see the settings of storages: \\dconfig s3*");
        }
    }
}
