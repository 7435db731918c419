package dev.tarn;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SqlLexerTest {
    private static List<String> pieces(String text) {
        List<String> pieces = new ArrayList<>();
        SqlLexer lexer = new SqlLexer(text);
        for (Optional<SqlToken> token = lexer.next(); token.isPresent(); token = lexer.next()) {
            SqlToken piece = token.get();
            pieces.add(piece.kind() + " " + text.substring(piece.start(), piece.end()));
        }
        return pieces;
    }

    @Test
    void tellsWordsStringsNamesAndComments() {
        assertEquals(
                List.of(
                        "COMMENT -- one;",
                        "WORD SELECT",
                        "STRING 'it''s; x'",
                        "SYMBOL ,",
                        "QUOTED_NAME \"a;b\"",
                        "COMMENT /* c\n */",
                        "COMMENT /**/",
                        "SEMICOLON ;",
                        "WORD x"),
                pieces("-- one;\nSELECT 'it''s; x', \"a;b\" /* c\n */ /**/; x "));
    }

    @Test
    void goesOnToTheEndWhereSomethingIsNotClosed() {
        assertEquals(List.of("WORD SELECT", "UNCLOSED 'a; b"), pieces("SELECT 'a; b"));
        assertEquals(List.of("COMMENT --x", "UNCLOSED \"a"), pieces("--x\n\"a"));
        assertEquals(List.of("WORD a", "COMMENT /**/", "UNCLOSED /* b;"), pieces("a /**/ /* b;"));
        assertEquals(List.of(), pieces(" \n"));
        assertEquals(List.of("COMMENT -- x"), pieces("-- x"));
    }

    @Test
    void knowsTheStringsOfHive() {
        assertEquals(
                List.of("WORD SHOW", "STRING \"a\\\";b\"", "SEMICOLON ;", "WORD SELECT", "STRING '\\'"),
                pieces("SHOW \"a\\\";b\"; SELECT '\\'"));
    }
}
