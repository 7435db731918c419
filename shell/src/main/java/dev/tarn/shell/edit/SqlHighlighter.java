package dev.tarn.shell.edit;

import dev.tarn.SqlFunction;
import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import dev.tarn.Tarn;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.complete.CursorWord;
import dev.tarn.shell.complete.Keywords;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;

/** Colours what is typed. */
final class SqlHighlighter implements Highlighter {
    private static final int MOST_CHARACTERS = 20_000;

    private final Commands commands;
    private final Supplier<Theme> theme;
    private final Set<String> functions = new HashSet<>();

    SqlHighlighter(Commands commands, Supplier<Theme> theme) {
        this.commands = commands;
        this.theme = theme;
        Tarn.functions().stream().map(SqlFunction::name).forEach(functions::add);
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        if (text.length() > MOST_CHARACTERS) {
            return new AttributedString(text);
        }
        return CursorWord.isCommand(text) ? command(text) : sql(text);
    }

    private AttributedString command(String text) {
        int start = text.length() - text.stripLeading().length();
        int end = start + 1;
        while (end < text.length() && !Character.isWhitespace(text.charAt(end))) {
            end++;
        }
        String name = text.substring(Math.min(start + 1, end), end);
        boolean known = commands.find(name).isPresent()
                || name.endsWith("+")
                        && commands.find(name.substring(0, name.length() - 1)).isPresent();
        AttributedStringBuilder target = new AttributedStringBuilder();
        target.append(text, 0, start);
        target.append(theme.get().styled(known ? Role.COMMAND : Role.ERROR, text.substring(start, end)));
        return target.append(text, end, text.length()).toAttributedString();
    }

    private AttributedString sql(String text) {
        AttributedStringBuilder target = new AttributedStringBuilder(text.length());
        SqlLexer lexer = new SqlLexer(text);
        int at = 0;
        for (Optional<SqlToken> next = lexer.next(); next.isPresent(); next = lexer.next()) {
            SqlToken token = next.get();
            target.append(text, at, token.start());
            String piece = text.substring(token.start(), token.end());
            Role role = role(token, piece, text);
            target.append(
                    role == null ? new AttributedString(piece) : theme.get().styled(role, piece));
            at = token.end();
        }
        return target.append(text, at, text.length()).toAttributedString();
    }

    private Role role(SqlToken token, String piece, String text) {
        return switch (token.kind()) {
            case STRING -> Role.STRING;
            case QUOTED_NAME -> Role.NAME;
            case COMMENT -> Role.COMMENT;
            case UNCLOSED -> piece.startsWith("/") ? Role.COMMENT : Role.STRING;
            case WORD -> word(piece, token.end() < text.length() && text.charAt(token.end()) == '(');
            default -> null;
        };
    }

    private Role word(String piece, boolean isCall) {
        if (Character.isDigit(piece.charAt(0))) {
            return Role.NUMBER;
        }
        if (isCall && functions.contains(piece.toLowerCase(Locale.ROOT))) {
            return Role.FUNCTION;
        }
        return Keywords.contains(piece) ? Role.KEYWORD : null;
    }
}
