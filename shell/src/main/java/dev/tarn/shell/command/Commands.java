package dev.tarn.shell.command;

import dev.tarn.shell.session.NearNames;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** All commands of a shell, by their names. Immutable. */
public final class Commands {
    private final List<Command> all;
    private final Map<String, Command> byName = new LinkedHashMap<>();

    /** Takes the commands in the order in which the help lists them. */
    Commands(List<Command> all) {
        this.all = List.copyOf(all);
        for (Command command : all) {
            register(command.name(), command);
            command.help().aliases().forEach(alias -> register(alias, command));
        }
    }

    private void register(String name, Command command) {
        if (byName.put(name, command) != null) {
            throw new IllegalStateException("two commands are called " + name);
        }
    }

    public List<Command> all() {
        return all;
    }

    /** Returns the command of a name or an alias; only a name's case may differ where no other command has it. */
    public Optional<Command> find(String name) {
        Command exact = byName.get(name);
        return Optional.ofNullable(exact != null ? exact : byName.get(name.toLowerCase(Locale.ROOT)));
    }

    /** Returns the name that {@code typed} was most probably meant to be. */
    public Optional<String> nearest(String typed) {
        return NearNames.nearest(typed, byName.keySet());
    }
}
