package dev.tarn.shell.command.script;

import static dev.tarn.shell.command.CommandGroup.SCRIPT;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.CommandHelp;
import dev.tarn.shell.command.Interpreter;
import dev.tarn.shell.command.Names;
import dev.tarn.shell.script.Conditions;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.util.function.BiPredicate;

/** Begins, parts or ends what counts only on a condition. */
final class ConditionCommand extends Command {
    private final Interpreter interpreter;
    private final BiPredicate<Conditions, Call> step;
    private final String misplaced;

    /**
     * Makes a command.
     *
     * @param step changes what counts; false where it has no place
     * @param misplaced what is wrong then
     */
    private ConditionCommand(
            CommandHelp help, Interpreter interpreter, BiPredicate<Conditions, Call> step, String misplaced) {
        super(help);
        this.interpreter = interpreter;
        this.step = step;
        this.misplaced = misplaced;
    }

    static Command begin(Interpreter interpreter) {
        return new ConditionCommand(
                SCRIPT.command("if")
                        .takes("condition")
                        .does("begins a part of a script that counts only if the condition is true, on, yes or 1")
                        .example("\\if :verbose"),
                interpreter,
                (conditions, call) -> {
                    // Where nothing counts, neither does the condition, which may name what is not set there.
                    conditions.begin(conditions.isActive() && isTrue(call));
                    return true;
                },
                "");
    }

    static Command otherwiseIf(Interpreter interpreter) {
        return new ConditionCommand(
                SCRIPT.command("elif")
                        .takes("condition")
                        .does("begins a part that counts if the ones before did not and the condition is true")
                        .example("\\elif :quiet"),
                interpreter,
                (conditions, call) -> conditions.otherwise(conditions.mayTurn() && isTrue(call), false),
                "\\elif belongs between \\if and \\else");
    }

    static Command otherwise(Interpreter interpreter) {
        return new ConditionCommand(
                SCRIPT.command("else")
                        .does("begins the part that counts if none before did")
                        .example("\\else"),
                interpreter,
                (conditions, call) -> conditions.otherwise(true, true),
                "\\else belongs between \\if and \\endif");
    }

    static Command end(Interpreter interpreter) {
        return new ConditionCommand(
                SCRIPT.command("endif").does("ends what \\if began").example("\\endif"),
                interpreter,
                (conditions, call) -> conditions.end(),
                "\\endif ends nothing: there is no \\if before it");
    }

    private static boolean isTrue(Call call) {
        return Names.isTrue(call.require(0, "a condition"));
    }

    @Override
    public boolean isConditional() {
        return true;
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (!step.test(interpreter.conditions(), call)) {
            throw new ShellException(misplaced);
        }
    }
}
