package dev.tarn.shell.edit;

import dev.tarn.SqlLexer;
import dev.tarn.SqlToken;
import dev.tarn.shell.command.Commands;
import dev.tarn.shell.complete.Functions;
import dev.tarn.shell.complete.Keywords;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jline.reader.Highlighter;
import org.jline.reader.LineReader;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStringBuilder;
import org.jline.utils.AttributedStyle;

/** Colours what is typed. One thread. */
final class SqlHighlighter implements Highlighter {
    /** The letters before a string that belong to it. */
    private static final Set<String> STRING_PREFIXES = Set.of("U", "X", "B", "N");

    private final Commands commands;
    private final Supplier<Theme> theme;
    private String lastText = "";
    private Theme lastTheme;
    private AttributedString last = AttributedString.EMPTY;

    SqlHighlighter(Commands commands, Supplier<Theme> theme) {
        this.commands = commands;
        this.theme = theme;
    }

    @Override
    public AttributedString highlight(LineReader reader, String text) {
        if (!text.equals(lastText) || theme.get() != lastTheme) {
            lastTheme = theme.get();
            lastText = text;
            last = new Colouring(text).all();
        }
        int cursor = reader == null ? -1 : reader.getBuffer().cursor();
        return cursor < 0 || lastTheme == Theme.NONE ? last : withBrackets(last, cursor);
    }

    /** Marks the bracket at or before the cursor and its partner. */
    private static AttributedString withBrackets(AttributedString coloured, int cursor) {
        String text = coloured.toString();
        int at = isBracket(text, cursor) ? cursor : isBracket(text, cursor - 1) ? cursor - 1 : -1;
        int partner = at < 0 ? -1 : Brackets.partner(text, at);
        if (partner < 0) {
            return coloured;
        }
        int first = Math.min(at, partner);
        int second = Math.max(at, partner);
        return new AttributedStringBuilder(text.length())
                .append(coloured, 0, first)
                .append(marked(text, first))
                .append(coloured, first + 1, second)
                .append(marked(text, second))
                .append(coloured, second + 1, text.length())
                .toAttributedString();
    }

    private static boolean isBracket(String text, int at) {
        return at >= 0 && at < text.length() && "()[]".indexOf(text.charAt(at)) >= 0;
    }

    private static AttributedString marked(String text, int at) {
        return new AttributedString(text.substring(at, at + 1), AttributedStyle.BOLD.underline());
    }

    /** One text that is coloured. */
    private final class Colouring {
        private final String text;
        private final AttributedStringBuilder target;
        private int at;

        private Colouring(String text) {
            this.text = text;
            this.target = new AttributedStringBuilder(text.length());
        }

        private AttributedString all() {
            SqlLexer lexer = new SqlLexer(text);
            boolean isFirst = true;
            SqlToken before = null;
            SqlToken pending = lexer.next().orElse(null);
            while (pending != null) {
                SqlToken token = pending;
                Optional<SqlToken> next = lexer.next();
                if (beginsCommand(token, isFirst)) {
                    int end = text.indexOf('\n', token.start());
                    command(token.start(), end < 0 ? text.length() : end);
                    lexer = new SqlLexer(text, at);
                    next = lexer.next();
                    isFirst = true;
                    before = null;
                } else {
                    piece(token, role(token, before, next.orElse(null)));
                    isFirst =
                            token.kind() == SqlToken.Kind.SEMICOLON || isFirst && token.kind() == SqlToken.Kind.COMMENT;
                    before = token;
                }
                pending = next.orElse(null);
            }
            return target.append(text, at, text.length()).toAttributedString();
        }

        private boolean beginsCommand(SqlToken token, boolean isFirst) {
            if (token.kind() != SqlToken.Kind.SYMBOL) {
                return false;
            }
            char symbol = text.charAt(token.start());
            boolean isEnd = token.end() >= text.length();
            char next = isEnd ? ' ' : text.charAt(token.end());
            return symbol == '\\' && (isEnd || Character.isLetter(next) || next == '?' || next == '!')
                    || symbol == '.' && isFirst && (isEnd || Character.isLetter(next));
        }

        private void piece(SqlToken token, Role role) {
            target.append(text, at, token.start());
            styled(role, token.start(), token.end());
        }

        private void styled(Role role, int start, int end) {
            if (role == null) {
                target.append(text, start, end);
            } else {
                target.append(lastTheme.styled(role, text.substring(start, end)));
            }
            at = end;
        }

        private void command(int start, int end) {
            int nameEnd = start + 1;
            while (nameEnd < end && !Character.isWhitespace(text.charAt(nameEnd))) {
                nameEnd++;
            }
            String name = text.substring(Math.min(start + 1, nameEnd), nameEnd);
            String plain = name.endsWith("+") ? name.substring(0, name.length() - 1) : name;
            boolean known = commands.find(plain).isPresent() || name.startsWith("!");
            target.append(text, at, start);
            styled(known ? Role.COMMAND : Role.ERROR, start, nameEnd);
            target.append(text, nameEnd, end);
            at = end;
        }

        private Role role(SqlToken token, SqlToken before, SqlToken next) {
            return switch (token.kind()) {
                case STRING -> isBehind(':', token, before) ? Role.NAME : Role.STRING;
                case QUOTED_NAME -> Role.NAME;
                case COMMENT -> Role.COMMENT;
                case UNCLOSED -> unclosed(text.charAt(token.start()));
                case WORD -> word(token, before, next);
                case SYMBOL -> symbol(token, before, next);
                case SEMICOLON -> null;
            };
        }

        private Role unclosed(char first) {
            return first == '/' ? Role.COMMENT : first == '\'' ? Role.STRING : Role.NAME;
        }

        private Role symbol(SqlToken token, SqlToken before, SqlToken next) {
            char symbol = text.charAt(token.start());
            return switch (symbol) {
                case '?' -> Role.NAME;
                case ':' -> next != null && touches(token, next) && isVariable(next) ? Role.NAME : null;
                case '.' -> isNumber(before) && touches(before, token) ? Role.NUMBER : null;
                case '&' -> isPrefix(before) && next != null && isString(next) ? Role.STRING : null;
                default -> null;
            };
        }

        private boolean isVariable(SqlToken next) {
            return next.kind() == SqlToken.Kind.WORD || next.kind() == SqlToken.Kind.STRING;
        }

        private Role word(SqlToken token, SqlToken before, SqlToken next) {
            if (isNumber(token)) {
                return Role.NUMBER;
            }
            if (isBehind(':', token, before)) {
                return Role.NAME;
            }
            if (isBehind('.', token, before)) {
                return null;
            }
            boolean beginsString = isPrefix(token)
                    && next != null
                    && touches(token, next)
                    && (isString(next) || text.charAt(next.start()) == '&');
            if (beginsString) {
                return Role.STRING;
            }
            String piece = text.substring(token.start(), token.end());
            boolean isCall = next != null && text.charAt(next.start()) == '(' && touches(token, next);
            if (isCall && Functions.find(piece).isPresent()) {
                return Role.FUNCTION;
            }
            return Keywords.contains(piece) ? Role.KEYWORD : null;
        }

        private boolean isBehind(char symbol, SqlToken token, SqlToken before) {
            return before != null
                    && before.kind() == SqlToken.Kind.SYMBOL
                    && text.charAt(before.start()) == symbol
                    && touches(before, token);
        }

        private boolean isNumber(SqlToken token) {
            return token != null && token.kind() == SqlToken.Kind.WORD && Character.isDigit(text.charAt(token.start()));
        }

        private boolean isString(SqlToken token) {
            char first = text.charAt(token.start());
            return token.end() > token.start() + 1 && (first == '\'' || first == '"')
                    || token.kind() == SqlToken.Kind.UNCLOSED;
        }

        private boolean isPrefix(SqlToken token) {
            return token != null
                    && token.end() == token.start() + 1
                    && STRING_PREFIXES.contains(
                            text.substring(token.start(), token.end()).toUpperCase(Locale.ROOT));
        }

        private boolean touches(SqlToken first, SqlToken second) {
            return first.end() == second.start();
        }
    }
}
