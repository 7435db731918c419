package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
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

    private final List<List<String>> findings = new ArrayList<>();

    DoctorCommand() {
        super(SHELL.command("doctor")
                .takes("[full]")
                .choices(List.of("full"))
                .does("checks Java, memory, the terminal, AWS settings and the catalog")
                .details(
                        "With full it also plans a query of each table and view of the schema, and asks AWS who you are "
                                + "if its command line is installed. Secrets are not shown.")
                .example("\\doctor"));
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        findings.clear();
        boolean full = call.arguments().word(0).filter("full"::equals).isPresent();
        java();
        terminal(session.output().screen());
        AwsEnvironment.of(System.getenv()).findings(full).forEach(this::add);
        catalog(session, full);
        session.runner().show(new ListRows(List.of("Check", "Is", "Found"), List.copyOf(findings)));
    }

    private void add(Finding finding) {
        findings.add(List.of(finding.what(), finding.isGood() ? "ok" : "look", finding.text()));
    }

    private void add(String what, boolean good, String text) {
        add(new Finding(what, good, text));
    }

    /** One thing that was checked. */
    record Finding(String what, boolean isGood, String text) {}

    private void java() throws IOException {
        int version = Runtime.version().feature();
        add("Java", version >= OLDEST_JAVA, Runtime.version() + " at " + System.getProperty("java.home"));
        long heap = Runtime.getRuntime().maxMemory();
        add("memory", heap >= LITTLE_MEMORY, Quantities.bytes(heap) + " heap; set it with TARN_JAVA_OPTIONS=-Xmx...");
        add("processors", true, String.valueOf(Runtime.getRuntime().availableProcessors()));
        Path temporary = Path.of(System.getProperty("java.io.tmpdir"));
        long space = Files.getFileStore(temporary).getUsableSpace();
        add("temporary files", space > LITTLE_MEMORY, Quantities.bytes(space) + " free in " + temporary);
    }

    private void terminal(Screen screen) {
        String text = screen.terminal() == null
                ? "none"
                : screen.terminal().getType() + ", " + screen.width() + " by " + screen.height() + ", "
                        + screen.terminal().encoding();
        add(
                "terminal",
                screen.terminal() == null || !screen.terminal().getType().startsWith("dumb"),
                text);
    }

    private void catalog(ShellSession session, boolean full) {
        String kept = session.database().target().properties().getProperty("catalog");
        add("catalog", true, kept == null ? "in memory: gone when the shell ends; --catalog DIR keeps it" : kept);
        try {
            long start = System.nanoTime();
            int schemas = session.database().query("SHOW SCHEMAS").size();
            List<List<String>> relations = session.database().query(RelationsCommand.all(session));
            long millis = (System.nanoTime() - start) / 1_000_000;
            add(
                    "tables",
                    true,
                    relations.size() + " in schema " + session.database().schema() + ", " + schemas
                            + " schemas; answered in " + millis + " ms");
            relations.stream().limit(full ? MOST_RELATIONS : 0).forEach(relation -> probe(session, relation.get(0)));
        } catch (SQLException e) {
            add("tables", false, e.getMessage());
        }
    }

    private void probe(ShellSession session, String name) {
        try {
            session.database().query("EXPLAIN SELECT count(*) FROM \"" + name + "\"");
        } catch (SQLException e) {
            add("table " + name, false, e.getMessage());
        }
    }
}
