package dev.tarn.shell.complete;

import dev.tarn.SqlFunction;
import dev.tarn.Tarn;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.render.Column;
import dev.tarn.shell.script.Variables;
import java.util.List;
import java.util.Locale;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what is typed into a shell. */
public final class ShellCompleter implements Completer {
    private final Commands commands;
    private final CatalogView catalog;
    private final Variables variables;
    private final List<SqlFunction> functions = Tarn.functions();

    public ShellCompleter(Commands commands, CatalogView catalog, Variables variables) {
        this.commands = commands;
        this.catalog = catalog;
        this.variables = variables;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        complete(line.line(), line.cursor(), candidates);
    }

    /** Adds what may stand at a place in a text instead of the word before it. */
    void complete(String text, int cursor, List<Candidate> candidates) {
        if (CursorWord.isCommand(text)) {
            completeCommand(text, cursor, candidates);
        } else {
            completeSql(text, cursor, candidates);
        }
    }

    private void completeCommand(String text, int cursor, List<Candidate> candidates) {
        int start = text.length() - text.stripLeading().length();
        String typed = text.substring(start + 1, cursor);
        int blank = typed.indexOf(' ');
        if (blank < 0) {
            String prefix = text.substring(start, start + 1);
            for (Command command : commands.all()) {
                candidates.add(candidate(
                        prefix + command.name(), "commands", command.help().summary(), true));
                if (!typed.isEmpty()) {
                    command.help()
                            .aliases()
                            .forEach(alias -> candidates.add(
                                    candidate(prefix + alias, "commands", "as \\" + command.name(), true)));
                }
            }
            return;
        }
        commands.find(typed.substring(0, blank))
                .ifPresent(command -> completeArguments(command, text, cursor, candidates));
    }

    private void completeArguments(Command command, String text, int cursor, List<Candidate> candidates) {
        String word = CursorWord.of(text, cursor).word();
        command.help().choices().forEach(choice -> candidates.add(candidate(choice, null, null, true)));
        command.help().operands().forEach(operand -> completeOperand(operand, word, text, cursor, candidates));
    }

    private void completeOperand(Operand operand, String word, String text, int cursor, List<Candidate> candidates) {
        boolean isPath = word.indexOf('/') >= 0;
        switch (operand) {
            case COMMAND ->
                commands.all()
                        .forEach(other -> candidates.add(
                                candidate(other.name(), null, other.help().summary(), true)));
            case VARIABLE ->
                variables.all().forEach((variable, value) -> candidates.add(candidate(variable, null, value, true)));
            case FUNCTION ->
                functions.forEach(
                        function -> candidates.add(candidate(function.name(), "functions", function.usage(), true)));
            case SCHEMA -> schemas(candidates);
            case TABLE -> {
                if (!isPath) {
                    catalog.relations("").forEach(table -> candidates.add(candidate(table, "tables", null, true)));
                    schemas(candidates);
                }
            }
            case PATH -> paths(word, "", candidates);
            case STATEMENT -> {
                if (!isPath) {
                    int sql = text.indexOf(' ') + 1;
                    completeSql(text.substring(sql), cursor - sql, candidates);
                }
            }
            case KEPT_QUERY, KEPT_CONNECTION -> {}
        }
    }

    private void schemas(List<Candidate> candidates) {
        catalog.schemas("").forEach(schema -> candidates.add(candidate(schema, "schemas", null, true)));
        for (String other : catalog.catalogs()) {
            catalog.schemas(other)
                    .forEach(schema -> candidates.add(candidate(other + "." + schema, "schemas", null, true)));
        }
    }

    private void paths(String prefix, String suffix, List<Candidate> candidates) {
        for (String path : catalog.paths(prefix)) {
            boolean folder = path.endsWith("/");
            String shown = path.substring(path.lastIndexOf('/', path.length() - 2) + 1);
            candidates.add(new Candidate(
                    folder ? path : path + suffix, shown, null, null, null, null, !folder && suffix.isEmpty(), 0));
        }
    }

    private void completeSql(String text, int cursor, List<Candidate> candidates) {
        SqlContext context = SqlContext.of(text, cursor);
        String prefix = context.prefix();
        List<String> qualifiers = context.qualifiers();
        switch (context.expected()) {
            case PATH -> paths(prefix, "'", candidates);
            case BEGINNING -> Keywords.beginnings().forEach(word -> keyword(word, prefix, candidates));
            case SCHEMA -> catalog.schemas("").forEach(name -> candidates.add(candidate(name, "schemas", null, true)));
            case RELATION -> relations(qualifiers, candidates);
            case EXPRESSION -> expression(context, qualifiers, prefix, candidates);
        }
    }

    private void relations(List<String> qualifiers, List<Candidate> candidates) {
        if (!qualifiers.isEmpty()) {
            String name = String.join(".", qualifiers);
            catalog.relations(name).forEach(table -> candidates.add(candidate(quoted(table), "tables", null, true)));
            if (qualifiers.size() == 1 && catalog.catalogs().contains(name)) {
                catalog.schemas(name)
                        .forEach(schema -> candidates.add(candidate(schema + ".", "schemas", null, false)));
            }
            return;
        }
        catalog.relations("").forEach(table -> candidates.add(candidate(quoted(table), "tables", null, true)));
        catalog.schemas("").forEach(schema -> candidates.add(candidate(schema + ".", "schemas", null, false)));
        catalog.catalogs().forEach(name -> candidates.add(candidate(name + ".", "catalogs", null, false)));
        candidates.add(candidate("'", "files", "a path in quotes", false));
    }

    private void expression(SqlContext context, List<String> qualifiers, String prefix, List<Candidate> candidates) {
        List<TableReference> tables = context.tables();
        if (!qualifiers.isEmpty()) {
            String alias = qualifiers.get(qualifiers.size() - 1).toLowerCase(Locale.ROOT);
            tables.stream().filter(table -> table.alias().equals(alias)).forEach(table -> columns(table, candidates));
            return;
        }
        tables.forEach(table -> {
            columns(table, candidates);
            if (!table.alias().startsWith("'")) {
                candidates.add(candidate(table.alias() + ".", "tables", table.text(), false));
            }
        });
        if (!prefix.isEmpty() || tables.isEmpty()) {
            for (SqlFunction function : functions) {
                candidates.add(candidate(function.name() + "(", "functions", function.usage(), false));
            }
        }
        Keywords.all().forEach(word -> keyword(word, prefix, candidates));
    }

    private void columns(TableReference table, List<Candidate> candidates) {
        for (Column column : catalog.columns(table.text())) {
            String type = column.typeName().toLowerCase(Locale.ROOT);
            candidates.add(candidate(quoted(column.label()), "columns", type, false));
        }
    }

    private static String quoted(String name) {
        return name.matches("[a-z_][a-z0-9_]*") && !Keywords.contains(name)
                ? name
                : '"' + name.replace("\"", "\"\"") + '"';
    }

    /** Adds a keyword in the case that the typed part of it has. */
    private static void keyword(String word, String typed, List<Candidate> candidates) {
        boolean lower = !typed.isEmpty() && typed.equals(typed.toLowerCase(Locale.ROOT));
        candidates.add(candidate(lower ? word.toLowerCase(Locale.ROOT) : word, "keywords", null, true));
    }

    private static Candidate candidate(String value, String group, String description, boolean complete) {
        return new Candidate(value, value, group, description, null, null, complete, 0);
    }
}
