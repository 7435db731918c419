package dev.tarn.shell.command;

import java.util.List;
import java.util.Set;

/**
 * What is to be known of a command.
 *
 * @param group what it is for
 * @param name its name, without a backslash
 * @param aliases other names for it
 * @param usage what may follow the name, as in {@code [on|off]}; empty for nothing
 * @param summary what it does, in a sentence without a full stop
 * @param details what else there is to know, as sentences; empty for nothing
 * @param choices the values that its first word may have, for completion
 * @param operands what else may follow, for completion
 * @param example a line that can be typed
 */
public record CommandHelp(
        CommandGroup group,
        String name,
        List<String> aliases,
        String usage,
        String summary,
        String details,
        List<String> choices,
        Set<Operand> operands,
        String example) {
    /** Returns how it is called, as in {@code \timing [on|off]}. */
    public String call() {
        return "\\" + name + (usage.isEmpty() ? "" : " " + usage);
    }

    /** A help that is being written; its example ends it. One thread. */
    public static final class Draft {
        private final CommandGroup group;
        private final String name;
        private List<String> aliases = List.of();
        private String usage = "";
        private String summary = "";
        private String details = "";
        private List<String> choices = List.of();
        private Set<Operand> operands = Set.of();

        Draft(CommandGroup group, String name) {
            this.group = group;
            this.name = name;
        }

        /** Gives other names. */
        public Draft also(String... names) {
            aliases = List.of(names);
            return this;
        }

        /** Tells what may follow the name; completion offers {@code operands} there. */
        public Draft takes(String text, Operand... kinds) {
            usage = text;
            operands = Set.of(kinds);
            return this;
        }

        /** Tells the values that the first word may have. */
        public Draft choices(List<String> values) {
            choices = List.copyOf(values);
            return this;
        }

        /** Tells what it does, in a sentence without a full stop. */
        public Draft does(String text) {
            summary = text;
            return this;
        }

        /** Tells what else there is to know, as sentences. */
        public Draft details(String text) {
            details = text;
            return this;
        }

        /** Shows a line that can be typed. */
        public CommandHelp example(String line) {
            return new CommandHelp(group, name, aliases, usage, summary, details, choices, operands, line);
        }
    }
}
