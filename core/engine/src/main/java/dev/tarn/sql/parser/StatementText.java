package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.List;

/** One statement of a script, cut out but not parsed. */
public final class StatementText {
    private final String script;
    private final String text;
    private final InStatement start;
    private final List<Token> head;
    private final boolean hiveDdl;
    private final Token backtick;

    StatementText(String script, String text, List<Token> head, boolean hiveDdl, Token backtick) {
        this.script = script;
        this.text = text;
        this.start = head.get(0).position();
        this.head = List.copyOf(head);
        this.hiveDdl = hiveDdl;
        this.backtick = backtick;
    }

    /** Returns the statement without the comments around it and without the semicolon. */
    public String text() {
        return text;
    }

    /** Returns where it starts in the script. */
    public InStatement start() {
        return start;
    }

    /** Returns the whole script. */
    String script() {
        return script;
    }

    /** Returns the first tokens, at least one and as many as the choice of the lexical state needed. */
    List<Token> head() {
        return head;
    }

    /** Returns the statement that begins with the token of an index and ends with this one, in the state of queries. */
    StatementText from(int token) {
        String rest = text.substring(head.get(token).start() - head.get(0).start());
        return new StatementText(script, rest, head.subList(token, head.size()), false, backtick);
    }

    /** Returns whether the statement is in the lexical state of Hive's DDL. */
    boolean isHiveDdl() {
        return hiveDdl;
    }

    /** Returns the first name in backticks, or null if there is none. */
    Token backtick() {
        return backtick;
    }
}
