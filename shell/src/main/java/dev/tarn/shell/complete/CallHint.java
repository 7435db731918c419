package dev.tarn.shell.complete;

import dev.tarn.SqlFunction;
import dev.tarn.shell.command.Commands;
import java.util.Optional;

/** How the function or the command is called whose arguments the cursor is in. */
public final class CallHint {
    private final Commands commands;

    public CallHint(Commands commands) {
        this.commands = commands;
    }

    /** Returns it, empty if the cursor is in no call. */
    public String at(String text, int cursor) {
        CursorPlace place = CursorPlace.of(text, cursor);
        if (place.isInCommand()) {
            return ofCommand(text, place.commandStart(), cursor);
        }
        SqlTokens tokens = place.tokens();
        int frame = SqlCompletions.openParenthesis(tokens, place.at() - 1);
        while (frame >= 0 && !tokens.beginsQuery(frame + 1)) {
            Optional<SqlFunction> function = Functions.find(tokens.upper(frame - 1));
            if (function.isPresent()) {
                return function.get().usage();
            }
            frame = SqlCompletions.openParenthesis(tokens, frame - 1);
        }
        return "";
    }

    private String ofCommand(String text, int start, int cursor) {
        CommandPlace place = CommandPlace.of(text, start, cursor);
        if (place.isInName(text, start, cursor) || place.sqlStart() >= 0) {
            return "";
        }
        return commands.find(place.name())
                .filter(command -> !command.help().usage().isEmpty())
                .map(command -> command.help().call() + ": " + command.help().summary())
                .orElse("");
    }
}
