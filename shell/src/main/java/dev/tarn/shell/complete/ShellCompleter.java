package dev.tarn.shell.complete;

import dev.tarn.shell.command.Command;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.command.Operand;
import dev.tarn.shell.session.ShellSession;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.jline.reader.Candidate;
import org.jline.reader.Completer;
import org.jline.reader.LineReader;
import org.jline.reader.ParsedLine;

/** Completes what is typed into a shell. One thread. */
public final class ShellCompleter implements Completer {
    private final Commands commands;
    private final CatalogView catalog;
    private final ShellSession session;
    private final Consumer<String> notices;

    /**
     * Makes a completer.
     *
     * @param notices is told, in a line, what keeps it from completing
     */
    public ShellCompleter(Commands commands, CatalogView catalog, ShellSession session, Consumer<String> notices) {
        this.commands = commands;
        this.catalog = catalog;
        this.session = session;
        this.notices = notices;
    }

    @Override
    public void complete(LineReader reader, ParsedLine line, List<Candidate> candidates) {
        candidates.addAll(complete(line.line(), line.cursor()));
    }

    /** Returns where a group of candidates comes in a list, by its heading. */
    public static int rank(String title) {
        for (Suggestions.Group group : Suggestions.Group.values()) {
            if (group.title().equals(title)) {
                return group.ordinal();
            }
        }
        return Integer.MAX_VALUE;
    }

    /** Returns what may stand at a place in a text instead of the word before it. */
    List<Candidate> complete(String text, int cursor) {
        catalog.begin();
        CursorPlace place = CursorPlace.of(text, cursor);
        List<Candidate> candidates =
                place.isInCommand() ? ofCommand(text, place.commandStart(), cursor) : ofStatement(place);
        catalog.takeProblem().ifPresent(notices);
        if (candidates.isEmpty() && catalog.isLate()) {
            notices.accept("the answer takes longer; Tab asks again");
        }
        return candidates;
    }

    private List<Candidate> ofStatement(CursorPlace place) {
        Suggestions out = new Suggestions(place.prefix());
        new SqlCompletions(place, catalog, session.variables().all(), out).complete();
        return out.matching();
    }

    private List<Candidate> ofCommand(String text, int start, int cursor) {
        CommandPlace place = CommandPlace.of(text, start, cursor);
        if (place.isInName(text, start, cursor)) {
            Suggestions out = new Suggestions(text.substring(start, cursor));
            completions(out).names(text.substring(start, start + 1), cursor > start + 1);
            return out.matching();
        }
        Optional<Command> command = commands.find(place.name());
        boolean takesStatement = command.filter(found -> found.help().operands().contains(Operand.STATEMENT))
                .isPresent();
        if (place.sqlStart() >= 0 && takesStatement) {
            return ofStatement(CursorPlace.of(text.substring(place.sqlStart()), cursor - place.sqlStart()));
        }
        Suggestions out = new Suggestions(place.word());
        command.ifPresent(found -> completions(out).arguments(found, place));
        return out.matching();
    }

    private CommandCompletions completions(Suggestions out) {
        return new CommandCompletions(commands, catalog, session, out);
    }
}
