package dev.tarn.shell.complete;

import dev.tarn.SqlFunction;
import dev.tarn.Tarn;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.command.help.SqlTopic;
import dev.tarn.shell.complete.Suggestions.Group;
import dev.tarn.shell.session.KeptTexts;
import dev.tarn.shell.session.Setting;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.Set;

/** What fits at a place in a command. */
final class CommandCompletions {
    private static final Set<String> URLS = Set.of("jdbc:tarn:", "tarn:");

    private final Commands commands;
    private final CatalogView catalog;
    private final ShellSession session;
    private final Suggestions out;

    CommandCompletions(Commands commands, CatalogView catalog, ShellSession session, Suggestions out) {
        this.commands = commands;
        this.catalog = catalog;
        this.session = session;
        this.out = out;
    }

    /** Adds the names of commands, with the character that they begin with. */
    void names(String prefix, boolean withAliases) {
        for (Command command : commands.all()) {
            out.add(prefix + command.name(), Group.COMMANDS, command.help().summary(), true);
            if (withAliases) {
                command.help()
                        .aliases()
                        .forEach(alias ->
                                out.add(prefix + alias, Group.COMMANDS, "as " + prefix + command.name(), true));
            }
        }
    }

    /** Adds what fits at a word of a command. */
    void arguments(Command command, CommandPlace place) {
        if (place.words().isEmpty()) {
            command.help().choices().forEach(choice -> out.add(choice, Group.VALUES, null, true));
        }
        switch (command.name()) {
            case "help", "h" -> statements();
            case "dn" -> catalog.catalogs().forEach(name -> out.addName(name, "", Group.CATALOGS, null));
            case "pset" -> settings(place);
            case "c" -> urls(place.word());
            default -> {}
        }
        for (Operand operand : command.help().operands()) {
            operand(operand, place);
        }
    }

    private void operand(Operand operand, CommandPlace place) {
        String word = place.word();
        boolean isPath = word.indexOf('/') >= 0 || word.startsWith("'") || word.startsWith("~");
        switch (operand) {
            case COMMAND ->
                commands.all()
                        .forEach(command -> out.add(
                                command.name(), Group.COMMANDS, command.help().summary(), true));
            case VARIABLE ->
                session.variables().all().forEach((name, value) -> out.add(name, Group.VARIABLES, value, true));
            case FUNCTION -> functions();
            case SCHEMA -> {
                if (!isPath) {
                    schemas(word, "");
                }
            }
            case TABLE -> {
                if (!isPath) {
                    tables(word);
                }
            }
            case PATH -> PathSuggestions.addWord(word, catalog, out);
            case STATEMENT -> {
                if (!isPath) {
                    Keywords.beginnings().forEach(begin -> out.add(begin, Group.KEYWORDS, null, true));
                }
            }
            case KEPT_QUERY -> kept(session.keepsakes().queries());
            case KEPT_CONNECTION -> kept(session.keepsakes().connections());
        }
    }

    private void kept(KeptTexts texts) {
        try {
            texts.all().keySet().forEach(name -> out.add(name, Group.VALUES, null, true));
        } catch (IOException e) {
            // The command itself tells why they cannot be read.
            return;
        }
    }

    private void statements() {
        SqlTopic.all().forEach(topic -> out.add(topic.name(), Group.KEYWORDS, topic.summary(), true));
    }

    private void functions() {
        for (SqlFunction function : Functions.all()) {
            out.add(function.name(), Group.FUNCTIONS, function.usage(), true);
        }
    }

    private void settings(CommandPlace place) {
        if (place.words().size() == 1) {
            Setting.byName(place.words().get(0)).ifPresent(setting -> setting.choices()
                    .forEach(choice -> out.add(choice, Group.VALUES, null, true)));
        } else if (place.words().isEmpty()) {
            for (Setting setting : Setting.values()) {
                out.add(setting.toString(), Group.SETTINGS, setting.description(), true);
            }
        }
    }

    private void urls(String word) {
        for (String begin : URLS) {
            if (word.startsWith(begin)) {
                String before = word.substring(0, Math.max(begin.length(), word.lastIndexOf(';') + 1));
                Tarn.settings().forEach((name, says) -> out.add(before + name + "=", Group.SETTINGS, says, false));
                return;
            }
        }
        out.add("jdbc:tarn:", Group.VALUES, "an engine with settings", false);
    }

    private void tables(String word) {
        int dot = word.lastIndexOf('.');
        for (NamedType table : catalog.relations(dot < 0 ? "" : word.substring(0, dot))) {
            out.add(word.substring(0, dot + 1) + written(table.name()), Group.TABLES, table.type(), true);
        }
        schemas(word, ".");
    }

    private static String written(String name) {
        return name.matches("[a-z_][a-z0-9_]*") ? name : '"' + name.replace("\"", "\"\"") + '"';
    }

    private void schemas(String word, String suffix) {
        int dot = word.indexOf('.');
        if (dot < 0) {
            catalog.schemas("").forEach(schema -> out.add(schema + suffix, Group.SCHEMAS, null, false));
            for (String other : catalog.catalogs()) {
                out.add(other + ".", Group.CATALOGS, null, false);
            }
        } else if (word.indexOf('.', dot + 1) < 0) {
            String catalogName = word.substring(0, dot);
            if (catalog.catalogs().contains(catalogName)) {
                catalog.schemas(catalogName)
                        .forEach(schema -> out.add(catalogName + "." + schema + suffix, Group.SCHEMAS, null, false));
            }
        }
    }
}
