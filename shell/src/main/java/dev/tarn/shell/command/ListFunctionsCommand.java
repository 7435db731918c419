package dev.tarn.shell.command;

import dev.tarn.Tarn;
import dev.tarn.shell.render.ListRows;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.regex.Pattern;

/** Lists functions. */
final class ListFunctionsCommand implements Command {
    @Override
    public String name() {
        return "df";
    }

    @Override
    public List<String> aliases() {
        return List.of("functions");
    }

    @Override
    public Group group() {
        return Group.LOOK;
    }

    @Override
    public String usage() {
        return "[pattern]";
    }

    @Override
    public String summary() {
        return "lists functions and how they are called; * in a pattern stands for anything";
    }

    @Override
    public String example() {
        return "\\df date*";
    }

    @Override
    public void run(Call call, ShellSession session) throws SQLException, IOException {
        Pattern pattern = Names.pattern(call.arguments().word(0).orElse("*"));
        List<List<String>> rows = Tarn.functions().stream()
                .filter(function -> pattern.matcher(function.name()).matches())
                .map(function ->
                        List.of(function.name(), function.usage(), function.isAggregate() ? "aggregate" : "scalar"))
                .toList();
        session.runner().show(new ListRows(List.of("Function", "Call", "Kind"), rows));
    }
}
