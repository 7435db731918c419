package dev.tarn.shell.command;

import dev.tarn.shell.session.Database;
import dev.tarn.shell.session.KeptTexts;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Properties;

/** What a shell opens: a URL, a folder that a catalog is kept in, or files that become tables. */
public final class Targets {
    private static final String PREFIX = "jdbc:tarn:";
    private static final int LEFT_OUT_SHOWN = 3;

    private Targets() {}

    /**
     * Returns what to connect to.
     *
     * @param place a JDBC URL, with or without {@code jdbc:}, or a folder, file or S3 prefix; may be empty
     * @param properties settings of the connection
     */
    public static Database.Target target(String place, Properties properties) {
        if (place.startsWith("jdbc:")) {
            return new Database.Target(place, properties);
        }
        if (place.startsWith("tarn:")) {
            return new Database.Target("jdbc:" + place, properties);
        }
        if (isCatalog(place)) {
            properties.put("catalog", place);
        } else if (!place.isEmpty() && !place.contains("://") && !Files.exists(Path.of(place))) {
            throw new ShellException(
                    "there is no folder or file " + place + ", and it is no URL, as jdbc:tarn:threads=2");
        }
        return new Database.Target(PREFIX, properties);
    }

    /** Returns what is kept under a name, or the place itself if it is none, or if there is a file or folder of that name. */
    public static String named(String place, KeptTexts connections) throws IOException {
        boolean isName = place.matches("[\\w.-]+") && !Files.exists(Path.of(place));
        return isName ? connections.find(place).orElse(place) : place;
    }

    /** Makes tables of the files of a folder, or a view of a file, where that is what the shell was opened with. */
    public static void prepare(ShellSession session, String place) throws SQLException {
        if (place.isEmpty() || place.startsWith("jdbc:") || place.startsWith("tarn:") || isCatalog(place)) {
            return;
        }
        if (!place.contains("://") && Files.isRegularFile(Path.of(place))) {
            String name = viewName(place);
            session.database().query("CREATE VIEW " + Names.quoted(name) + " AS SELECT * FROM " + Names.string(place));
            session.output().message(place + " is the view " + name);
            return;
        }
        List<List<String>> crawled = session.database()
                .query("CRAWL " + Names.string(place) + " INTO SCHEMA "
                        + session.database().schema());
        reportCrawl(session, place, crawled);
    }

    /** Says how many tables a crawl made, and what it left out and why; the report's columns are those of CRAWL. */
    private static void reportCrawl(ShellSession session, String place, List<List<String>> crawled) {
        List<List<String>> leftOut =
                crawled.stream().filter(row -> row.get(0) == null).toList();
        int tables = crawled.size() - leftOut.size();
        session.output().message(place + ": " + tables + (tables == 1 ? " table" : " tables") + "; \\d lists them");
        leftOut.stream().limit(LEFT_OUT_SHOWN).forEach(row -> session.output()
                .message("left out: " + row.get(1) + ": " + row.get(row.size() - 1)));
        if (leftOut.size() > LEFT_OUT_SHOWN) {
            session.output()
                    .message((leftOut.size() - LEFT_OUT_SHOWN) + " more are left out; CRAWL " + Names.string(place)
                            + " INTO SCHEMA " + session.database().schema() + " DRY RUN tells why");
        }
    }

    private static boolean isCatalog(String place) {
        if (place.startsWith("postgresql://")) {
            return true;
        }
        return !place.isEmpty() && !place.contains("://") && Files.exists(Path.of(place, "catalog.db"));
    }

    private static String viewName(String place) {
        String name = Path.of(place).getFileName().toString();
        int dot = name.indexOf('.');
        return (dot > 0 ? name.substring(0, dot) : name).toLowerCase(Locale.ROOT);
    }

    /** Returns a setting's value as it may be shown: not where it is a secret. */
    public static String shown(String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean secret = lower.contains("secret") || lower.contains("password") || lower.contains("token");
        return secret ? "***" : value;
    }

    /** Returns a place as it may be shown: without passwords. */
    public static String shownPlace(String place) {
        return place.replaceAll("(?i)((?:secret|password|token)[^=;]*=)[^;]*", "$1***")
                .replaceAll("(//[^:/@]+:)[^@/]+@", "$1***@");
    }
}
