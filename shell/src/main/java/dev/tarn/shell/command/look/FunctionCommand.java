package dev.tarn.shell.command.look;

import static dev.tarn.shell.command.CommandGroup.LOOK;

import dev.tarn.SqlFunction;
import dev.tarn.Tarn;
import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.NearNames;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Explains a function. */
final class FunctionCommand extends Command {
    FunctionCommand() {
        super(LOOK.command("sf")
                .also("function")
                .takes("function", Operand.FUNCTION)
                .does("tells how a function is called, and which ones are called alike")
                .example("\\sf date_trunc"));
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        String name = call.require(0, "a function").toLowerCase(Locale.ROOT).replaceFirst("\\(.*", "");
        List<SqlFunction> all = Tarn.functions();
        SqlFunction function = all.stream()
                .filter(known -> known.name().equals(name))
                .findFirst()
                .orElseThrow(() -> unknown(name, all));
        StringBuilder text = new StringBuilder(name).append(function.isAggregate() ? ", an aggregate" : ", of a row");
        for (String usage : function.usage().split("\n|; ", -1)) {
            text.append("\n  ").append(usage);
        }
        List<String> alike = all.stream()
                .map(SqlFunction::name)
                .filter(other -> !other.equals(name) && isAlike(name, other))
                .toList();
        if (!alike.isEmpty()) {
            text.append("\nSee also: ").append(String.join(", ", alike));
        }
        session.output().print(text.append('\n').toString());
    }

    /** Functions are alike whose first words are the same. */
    private static boolean isAlike(String name, String other) {
        return stem(name).equals(stem(other));
    }

    private static String stem(String name) {
        int end = name.indexOf('_');
        return end < 0 ? name : name.substring(0, end);
    }

    private static ShellException unknown(String name, List<SqlFunction> all) {
        List<String> names = all.stream().map(SqlFunction::name).toList();
        return new ShellException(
                "there is no function " + name + NearNames.hint(name, names, "; \\df lists the functions"));
    }
}
