package dev.tarn.shell.command.script;

import static dev.tarn.shell.command.CommandGroup.SCRIPT;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.util.Map;

/** Sets variables. */
final class SetCommand extends Command {
    SetCommand() {
        super(SCRIPT.command("set")
                .takes("[name [value]]", Operand.VARIABLE)
                .does(
                        "sets a variable, which statements name as :name, :'name' or :\"name\"; without a name lists them")
                .details("Several words become one; single quotes keep blanks.")
                .example("\\set region 'ASIA'"));
    }

    @Override
    public void run(Call call, ShellSession session) {
        if (call.arguments().isEmpty()) {
            session.variables().all().entrySet().stream()
                    .sorted(Map.Entry.comparingByKey())
                    .forEach(variable ->
                            session.output().message(variable.getKey() + " = '" + variable.getValue() + "'"));
            return;
        }
        String value = String.join(
                "", call.arguments().words().subList(1, call.arguments().count()));
        session.variables().set(call.require(0, "a name"), session.variables().substitute(value));
    }
}
