package dev.tarn.shell.edit;

import dev.tarn.shell.complete.CursorWord;
import dev.tarn.shell.script.ScriptCutter;
import dev.tarn.shell.script.ScriptItem;
import java.util.List;
import org.jline.reader.EOFError;
import org.jline.reader.ParsedLine;
import org.jline.reader.Parser;

/** Tells the line editor when a statement is whole: at a semicolon, at a command, or where nothing was begun. One thread. */
final class StatementParser implements Parser {
    private OpenLines lines = OpenLines.of("");

    /** Looks at a text, to tell what its lines are within. */
    void look(String text) {
        if (!lines.isOf(text)) {
            lines = OpenLines.of(text);
        }
    }

    @Override
    public ParsedLine parse(String line, int cursor, ParseContext context) {
        if (context == ParseContext.SECONDARY_PROMPT) {
            String open = String.valueOf(lines.openAt(line.length()));
            throw new EOFError(-1, cursor, "the statement goes on", open);
        }
        if (context == ParseContext.ACCEPT_LINE && !isWhole(line)) {
            throw new EOFError(-1, cursor, "the statement goes on until a semicolon");
        }
        return CursorWord.of(line, Math.min(cursor, line.length()));
    }

    static boolean isWhole(String text) {
        if (CursorWord.isCommand(text)) {
            return true;
        }
        List<ScriptItem> items = ScriptCutter.cut(text);
        return items.isEmpty() || items.get(items.size() - 1).kind() != ScriptItem.Kind.PART;
    }

    @Override
    public boolean isEscapeChar(char c) {
        return false;
    }
}
