package dev.tarn.shell.command;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.shell.AllCommands;
import dev.tarn.shell.command.help.HelpCommand;
import dev.tarn.shell.command.help.SqlTopic;
import dev.tarn.shell.progress.ProgressView;
import dev.tarn.shell.render.Format;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.Output;
import dev.tarn.shell.session.Screen;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.Settings;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Holds the commands to their help, and the page of the documentation to the commands. */
class CommandsPageTest {
    private static final Path PAGE =
            Path.of(System.getProperty("tarn.test.root")).resolve("docs/reference/shell-commands.md");
    /** These need a person, a table with partitions, or what a script has around it. */
    private static final Set<String> NOT_ALONE =
            Set.of("e", "dp", "files", "import", "i", "ir", "if", "elif", "else", "endif", "bind", "nd", "cx");

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private ShellSession session;
    private Interpreter interpreter;

    @BeforeEach
    void open() throws SQLException {
        Database database = new Database(new Database.Target("jdbc:tarn:", new Properties()));
        session = new ShellSession(
                database, new Settings(), new Output(out, new PrintWriter(err), Screen.NONE), ProgressView.NONE, false);
        interpreter = new Interpreter(session, Interpreter.Console.NONE, false, AllCommands::of);
    }

    @AfterEach
    void close() throws SQLException, IOException {
        session.close();
    }

    /** Set {@code -Dtarn.docs.write} to write the page anew. */
    @Test
    void thePageSaysWhatTheCommandsDo() throws IOException {
        String page = page();
        if (System.getProperty("tarn.docs.write") != null) {
            Files.writeString(PAGE, page);
        }
        assertEquals(page, Files.readString(PAGE));
    }

    @Test
    void theExamplesRun() {
        for (Command command : interpreter.commands().all()) {
            if (!NOT_ALONE.contains(command.name())) {
                session.setLastQuery("SELECT 1 AS a");
                String example = command.help().example().replace("trips", "relation_of_the_example");
                interpreter.runTyped("CREATE OR REPLACE VIEW relation_of_the_example AS SELECT 1 AS a;");
                assertTrue(interpreter.runTyped(example + "\n"), () -> command.name() + ": " + err);
            }
            interpreter.runTyped("\\o\n\\format csv\n\\on_error stop\n\\c jdbc:tarn:\n");
            session.setBuffer("");
        }
    }

    @Test
    void theExamplesOfStatementsAreSql() {
        assertFalse(SqlTopic.all().isEmpty());
        for (SqlTopic topic : SqlTopic.all()) {
            interpreter.runTyped("EXPLAIN " + topic.example());
            assertTrue(topic.example().endsWith(";"), topic.name());
            assertFalse(topic.syntax().isEmpty(), topic.name());
        }
    }

    @Test
    void everyCommandHasHelp() {
        for (Command command : interpreter.commands().all()) {
            String help = HelpCommand.explain(command.help());
            assertTrue(help.contains(command.help().example()), help);
            assertFalse(command.help().summary().endsWith("."), help);
        }
    }

    private String page() {
        StringBuilder page = new StringBuilder("# Shell commands\n\n"
                + "Commands begin with a backslash, or with a dot where a statement could begin, and end with their line. Every\n"
                + "name and alias may have either before it. `\\help` lists them, `\\help NAME` explains one.\n");
        for (CommandGroup group : CommandGroup.values()) {
            page.append("\n## ")
                    .append(group.title())
                    .append("\n\n| Command | Also | Does | Example |\n|---|---|---|---|\n");
            for (Command command : interpreter.commands().all()) {
                if (command.help().group() == group) {
                    page.append(row(command.help()));
                }
            }
        }
        page.append(
                "\n## Settings\n\n`\\pset SETTING VALUE` sets one; most have a command of their own, and an argument of `tarn`.\n\n"
                        + "| Setting | Values | Says |\n|---|---|---|\n");
        for (Setting setting : Setting.values()) {
            String values = String.join(
                    ", ", setting.choices().stream().map(CommandsPageTest::code).toList());
            page.append("| `" + setting + "` | " + (values.isEmpty() ? "text" : values) + " | " + setting.description()
                    + " |\n");
        }
        page.append("\n## Formats\n\n| Format | Is |\n|---|---|\n");
        for (Format format : Format.values()) {
            page.append("| `" + format + "` | " + cell(format.description()) + " |\n");
        }
        page.append("\n## Themes\n\n| Theme | Is |\n|---|---|\n");
        for (Theme theme : Theme.values()) {
            page.append("| `" + theme + "` | " + theme.description() + " |\n");
        }
        return page.toString();
    }

    private static String row(CommandHelp help) {
        List<String> aliases =
                help.aliases().stream().map(CommandsPageTest::code).toList();
        String details = help.details().isEmpty() ? "" : ". " + help.details().replaceFirst("\\.$", "");
        return "| " + code(help.call()) + " | " + String.join(", ", aliases) + " | " + cell(help.summary() + details)
                + " | " + code(help.example()) + " |\n";
    }

    private static String code(String text) {
        return "`" + text.replace("|", "\\|") + "`";
    }

    private static String cell(String text) {
        return text.replace("|", "\\|")
                .replace("\\t, \\n, \\r and \\\\", "`\\t`, `\\n`, `\\r` and `\\\\`")
                .replace("*", "\\*");
    }
}
