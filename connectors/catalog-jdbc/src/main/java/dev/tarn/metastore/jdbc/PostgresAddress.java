package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Where a PostgreSQL database is.
 *
 * @param host with the port
 * @param parameters of the driver, which may hold secrets too
 * @param user null for the driver's own choice
 * @param password null if none is given
 */
record PostgresAddress(String host, String database, Map<String, String> parameters, String user, String password) {
    private static final String JDBC = "jdbc:";
    private static final int MAX_PORT = 65_535;

    PostgresAddress {
        parameters = Map.copyOf(parameters);
    }

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
            if (uri.getPort() == 0 || uri.getPort() > MAX_PORT) {
                throw invalid("a port is a number from 1 to " + MAX_PORT);
            }
            if (uri.getHost() != null && path != null && path.length() > 1) {
                String[] login = uri.getRawUserInfo() == null
                        ? new String[0]
                        : uri.getRawUserInfo().split(":", 2);
                return new PostgresAddress(
                        uri.getHost() + (uri.getPort() < 0 ? "" : ":" + uri.getPort()),
                        path.substring(1),
                        parameters(uri.getRawQuery()),
                        login.length > 0 ? decode(login[0]) : null,
                        login.length > 1 ? decode(login[1]) : null);
            }
        } catch (URISyntaxException e) {
            throw invalid(e.getReason());
        }
        throw invalid("it lacks the host or the database, or its port is no number");
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String parameter : query == null ? new String[0] : query.split("&")) {
            int equals = parameter.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(parameter.substring(0, equals)), decode(parameter.substring(equals + 1)));
            } else if (!parameter.isEmpty()) {
                parameters.put(decode(parameter), "");
            }
        }
        return parameters;
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

    /** Returns the address for the driver, which may repeat it in messages: without user, password and parameters. */
    String jdbcUrl() {
        return "jdbc:postgresql://" + host + "/" + URLEncoder.encode(database, StandardCharsets.UTF_8);
    }

    /** Returns the address without user, password and parameters. */
    @Override
    public String toString() {
        return "postgresql://" + host + "/" + database;
    }
}
