package dev.tarn.sql.parser;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts a script into statements, which end with semicolons.
 *
 * <p>A statement's first words choose its lexical state: Hive's for CREATE TABLE with columns, CREATE and DROP SCHEMA,
 * DROP, ALTER, SHOW, DESCRIBE, MSCK, ANALYZE, REPAIR and CRAWL, the standard's for all others.
 */
final class ScriptSplitter {
    private static final int HEAD_SIZE = 24;

    private ScriptSplitter() {}

    /** Returns the statements that are not empty. */
    static List<StatementText> split(String script) {
        List<StatementText> statements = new ArrayList<>();
        Scanner scanner = new Scanner(script);
        while (true) {
            scanner.backslashEscapes(false);
            Token token = scanner.next();
            if (token.kind() == Token.Kind.END) {
                return statements;
            }
            if (token.kind() != Token.Kind.SEMICOLON) {
                statements.add(statement(script, scanner, token));
            }
        }
    }

    private static StatementText statement(String script, Scanner scanner, Token first) {
        List<Token> head = new ArrayList<>();
        Boolean hive = null;
        Token backtick = null;
        Token last = first;
        for (Token token = first; ; token = scanner.next()) {
            boolean ends = token.kind() == Token.Kind.SEMICOLON || token.kind() == Token.Kind.END;
            if (!ends && head.size() < HEAD_SIZE) {
                head.add(token);
            }
            if (hive == null) {
                hive = ends ? Boolean.FALSE : decide(head);
                scanner.backslashEscapes(hive != null && hive);
            }
            if (ends) {
                break;
            }
            if (backtick == null && token.kind() == Token.Kind.BACKTICK_NAME) {
                backtick = token;
            }
            last = token;
        }
        return new StatementText(script, script.substring(first.start(), last.end()), head, hive, backtick);
    }

    /** Returns whether the statement is Hive's DDL, or null if that needs more tokens. */
    static Boolean decide(List<Token> head) {
        return switch (head.get(0).upper()) {
            case "DROP", "ALTER", "SHOW", "DESCRIBE", "DESC", "MSCK", "ANALYZE", "REPAIR", "CRAWL" -> true;
            case "CREATE" -> head.size() < 2 ? null : decideCreate(head);
            default -> false;
        };
    }

    private static Boolean decideCreate(List<Token> head) {
        return switch (head.get(1).upper()) {
            case "EXTERNAL", "DATABASE", "SCHEMA" -> true;
            case "TABLE" -> decideCreateTable(head);
            default -> false;
        };
    }

    /** CREATE TABLE [IF NOT EXISTS] a.b.c, then AS, WITH, COMMENT or (a, b) without types makes it a query's. */
    private static Boolean decideCreateTable(List<Token> head) {
        int at = 2;
        if (head.size() > at && head.get(at).isWord("IF")) {
            at += 3;
        }
        while (at + 1 < head.size()) {
            Token next = head.get(at + 1);
            if (next.text().equals("(")) {
                return head.size() <= at + 3 ? null : !isOneOf(head.get(at + 3).text(), ",", ")");
            }
            if (!next.text().equals(".")) {
                return !isOneOf(next.upper(), "AS", "WITH", "COMMENT");
            }
            at += 2;
        }
        return null;
    }

    private static boolean isOneOf(String text, String... texts) {
        return List.of(texts).contains(text);
    }
}
