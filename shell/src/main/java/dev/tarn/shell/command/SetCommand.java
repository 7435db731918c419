package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellSession;
import java.util.Map;

/** Sets variables. */
final class SetCommand implements Command {
    @Override
    public String name() {
        return "set";
    }

    @Override
    public Group group() {
        return Group.SCRIPT;
    }

    @Override
    public String usage() {
        return "[name [value]]";
    }

    @Override
    public String summary() {
        return "sets a variable, which statements name as :name, :'name' or :\"name\"; without a name lists them";
    }

    @Override
    public String details() {
        return "Several words become one; single quotes keep blanks.";
    }

    @Override
    public String example() {
        return "\\set region 'ASIA'";
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
