package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Where a PostgreSQL database is.
 *
 * @param host with the port
 * @param parameters of the driver, with the question mark; or empty
 * @param user null for the driver's own choice
 * @param password null if none is given
 */
record PostgresAddress(String host, String database, String parameters, String user, String password) {
    private static final String JDBC = "jdbc:";

    static boolean isOne(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.startsWith("postgresql://")
                || lower.startsWith("postgres://")
                || lower.startsWith(JDBC + "postgresql://");
    }

    /** @throws TarnException INVALID_PROPERTY, without the text, which may have a password */
    static PostgresAddress parse(String text) {
        String url = text.toLowerCase(Locale.ROOT).startsWith(JDBC) ? text.substring(JDBC.length()) : text;
        try {
            URI uri = new URI(url);
            String path = uri.getPath();
            if (uri.getHost() != null && path != null && path.length() > 1) {
                String[] login = uri.getRawUserInfo() == null
                        ? new String[0]
                        : uri.getRawUserInfo().split(":", 2);
                return new PostgresAddress(
                        uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()),
                        path.substring(1),
                        uri.getRawQuery() == null ? "" : "?" + uri.getRawQuery(),
                        login.length > 0 ? decode(login[0]) : null,
                        login.length > 1 ? decode(login[1]) : null);
            }
        } catch (URISyntaxException e) {
            throw invalid(e.getReason());
        }
        throw invalid("it lacks the host or the database");
    }

    private static TarnException invalid(String why) {
        return new TarnException(
                ErrorCode.INVALID_PROPERTY,
                "catalog is no address of a database (" + why
                        + "); write postgresql://user:password@host:port/database, with % escapes where they are needed");
    }

    private static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    String jdbcUrl() {
        return "jdbc:postgresql://" + host + "/" + database + parameters;
    }

    /** Returns the address without user, password and parameters. */
    @Override
    public String toString() {
        return "postgresql://" + host + "/" + database;
    }
}
