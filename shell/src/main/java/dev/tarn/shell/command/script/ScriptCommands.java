package dev.tarn.shell.command.script;

import static dev.tarn.shell.command.CommandGroup.SCRIPT;

import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Operand;
import java.util.List;

/** The commands of scripts: variables and conditions. */
public final class ScriptCommands {
    private ScriptCommands() {}

    /** Returns them in the order of the help. */
    public static List<Command> of(Interpreter interpreter) {
        return List.of(
                new SetCommand(),
                unset(),
                echo(),
                ConditionCommand.begin(interpreter),
                ConditionCommand.otherwiseIf(interpreter),
                ConditionCommand.otherwise(interpreter),
                ConditionCommand.end(interpreter));
    }

    private static Command unset() {
        return Command.of(
                SCRIPT.command("unset")
                        .takes("name", Operand.VARIABLE)
                        .does("forgets a variable")
                        .example("\\unset region"),
                (call, session) -> session.variables().unset(call.require(0, "a name")));
    }

    private static Command echo() {
        return Command.of(
                SCRIPT.command("echo")
                        .also("print", "qecho")
                        .takes("[text]")
                        .does("prints text, with the values of variables in it")
                        .example("\\echo done"),
                (call, session) ->
                        session.output().print(String.join(" ", call.arguments().words()) + "\n"));
    }
}
