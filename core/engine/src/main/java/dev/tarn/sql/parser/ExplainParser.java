package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.parser.ExplainOptions.Format;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Reads what stands between EXPLAIN and the statement that it explains. One statement, one thread. */
final class ExplainParser {
    private final List<Token> head;
    private int at = 1;
    private boolean analyze;
    private ExplainOptions.Type type;
    private Format format;

    ExplainParser(List<Token> head) {
        this.head = head;
    }

    /** Reads ANALYZE, VERBOSE and the options. */
    void read() {
        analyze = take("ANALYZE");
        if (analyze) {
            take("VERBOSE");
        }
        boolean options = is(at, "(") && (isWord(at + 1, "TYPE") || isWord(at + 1, "FORMAT"));
        if (!options) {
            return;
        }
        at++;
        option();
        while (is(at, ",")) {
            at++;
            option();
        }
        if (!is(at, ")")) {
            throw unexpected("',' or ')'");
        }
        at++;
        if (analyze && type != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    head.get(1).position(),
                    "EXPLAIN ANALYZE has no TYPE: it tells what a run of the statement gave");
        }
    }

    /** Returns whether it is EXPLAIN ANALYZE. */
    boolean analyze() {
        return analyze;
    }

    ExplainOptions options() {
        return new ExplainOptions(
                type == null ? ExplainOptions.DEFAULT.type() : type,
                format == null ? ExplainOptions.DEFAULT.format() : format);
    }

    /** Returns the index of the first token of the statement that is explained. */
    int statement() {
        return at;
    }

    private void option() {
        boolean ofType = isWord(at, "TYPE");
        if (!ofType && !isWord(at, "FORMAT")) {
            throw unexpected("TYPE or FORMAT");
        }
        at++;
        if (at == head.size()) {
            throw unexpected("a word");
        }
        if (ofType ? type != null : format != null) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    head.get(at - 1).position(),
                    (ofType ? "TYPE" : "FORMAT") + " stands twice");
        }
        if (ofType) {
            type = value(ExplainOptions.Type.values());
        } else {
            format = value(Format.values());
        }
        at++;
    }

    private <E extends Enum<E>> E value(E[] values) {
        String word = head.get(at).upper();
        for (E value : values) {
            if (value.name().equals(word)) {
                return value;
            }
        }
        List<String> names = Stream.of(values).map(Enum::name).toList();
        throw unexpected(String.join(", ", names) + NearestNames.hint(word, new ArrayList<>(names)));
    }

    private TarnException unexpected(String expected) {
        Token last = head.get(Math.min(at, head.size() - 1));
        String found = at < head.size() ? "unexpected " + last.text() : "the statement ends too early";
        return new TarnException(
                ErrorCode.SYNTAX_ERROR, last.position(), found + " in the options of EXPLAIN; expected " + expected);
    }

    private boolean take(String word) {
        boolean there = isWord(at, word);
        at += there ? 1 : 0;
        return there;
    }

    private boolean isWord(int index, String word) {
        return index < head.size() && head.get(index).isWord(word);
    }

    private boolean is(int index, String symbol) {
        return index < head.size() && head.get(index).text().equals(symbol);
    }
}
