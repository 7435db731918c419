package dev.tarn.shell.command.help;

import dev.tarn.shell.session.NearNames;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What there is to know about a statement of SQL.
 *
 * @param name its first words
 * @param summary what it does
 * @param syntax how it is written, of one or more lines
 * @param example a statement
 */
public record SqlTopic(String name, String summary, String syntax, String example) {
    private static final List<SqlTopic> ALL = read();

    public static List<SqlTopic> all() {
        return ALL;
    }

    static Optional<SqlTopic> find(String typed) {
        String wanted = typed.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        return ALL.stream()
                .filter(topic -> topic.name.equals(wanted))
                .findFirst()
                .or(() -> ALL.stream()
                        .filter(topic -> topic.name.startsWith(wanted))
                        .findFirst());
    }

    static Optional<String> nearest(String typed) {
        return NearNames.nearest(typed, ALL.stream().map(SqlTopic::name).toList());
    }

    String text() {
        return name + ": " + summary + "\n\n  " + syntax.replace("\n", "\n  ") + "\n\nExample:\n  " + example + "\n";
    }

    /** Reads the resource: a topic has a line {@code # NAME: summary}, lines of syntax, a line {@code > example}. */
    private static List<SqlTopic> read() {
        String text;
        try (InputStream in = SqlTopic.class.getResourceAsStream("sql-topics.txt")) {
            text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        List<SqlTopic> topics = new ArrayList<>();
        for (String part : text.split("(?m)^# ", -1)) {
            if (part.isBlank()) {
                continue;
            }
            String title = part.substring(0, part.indexOf('\n'));
            String body = part.substring(part.indexOf('\n') + 1);
            int example = body.indexOf("\n> ");
            topics.add(new SqlTopic(
                    title.substring(0, title.indexOf(':')),
                    title.substring(title.indexOf(':') + 1).strip(),
                    body.substring(0, example).strip(),
                    body.substring(example + 3).strip()));
        }
        return List.copyOf(topics);
    }
}
