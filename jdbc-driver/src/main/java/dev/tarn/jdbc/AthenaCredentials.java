package dev.tarn.jdbc;

import dev.tarn.spi.error.ErrorCode;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/** Credentials as the properties of Athena's driver say where they come from. */
final class AthenaCredentials {
    private static final Pattern KEY_ID = Pattern.compile("(AKIA|ASIA)[A-Z0-9]{12,}");
    /** Names of providers and, without their packages, of the classes that older drivers take. */
    private static final List<String> DEFAULT_CHAIN = List.of(
            "defaultchain",
            "defaultawscredentialsproviderchain",
            "defaultcredentialsprovider",
            "environmentvariablecredentialsprovider");

    private static final List<String> PROFILE = List.of("profilecredentials", "profilecredentialsprovider");
    private static final List<String> INSTANCE = List.of("instanceprofile", "instanceprofilecredentialsprovider");

    private AthenaCredentials() {}

    /**
     * Puts into {@code settings} what the properties ask for.
     *
     * @param given values of properties
     * @param notes gets what is not quite what was asked for
     * @throws SQLException 0A000 for a provider that there is not: other credentials than those that were asked for are never
     *     used; 22023 for a profile without a name
     */
    static void apply(Map<ConnectionProperty, String> given, Map<String, String> settings, List<String> notes)
            throws SQLException {
        String wanted = given.getOrDefault(ConnectionProperty.PROVIDER, "").trim();
        String provider = wanted.substring(wanted.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
        String arguments = given.get(ConnectionProperty.PROVIDER_ARGUMENTS);
        if (PROFILE.contains(provider)) {
            if (arguments != null) {
                settings.putIfAbsent("s3.profile", arguments.trim());
            }
            if (!settings.containsKey("s3.profile")) {
                throw JdbcErrors.of(
                        ErrorCode.INVALID_PROPERTY,
                        "CredentialsProvider=" + wanted + " needs the name of a profile: add ProfileName=...");
            }
        } else if (INSTANCE.contains(provider)) {
            notes.add("CredentialsProvider=" + wanted
                    + " is taken for the default chain, which asks the machine last of all");
        } else if (!provider.isEmpty() && !DEFAULT_CHAIN.contains(provider)) {
            throw JdbcErrors.notSupported("CredentialsProvider=" + wanted
                    + "; there are DefaultChain, ProfileCredentials and InstanceProfile. A profile of the AWS "
                    + "configuration files can sign in by SSO or by a program (credential_process)");
        }
        String user = given.getOrDefault(ConnectionProperty.USER, "");
        if (provider.isEmpty() && KEY_ID.matcher(user).matches()) {
            settings.putIfAbsent("s3.access_key_id", user);
            settings.putIfAbsent("s3.secret_access_key", given.getOrDefault(ConnectionProperty.PASSWORD, ""));
        }
    }

    /** Puts a proxy into {@code settings}, if the properties name one. */
    static void applyProxy(Map<ConnectionProperty, String> given, Map<String, String> settings) {
        String host = given.get(ConnectionProperty.PROXY_HOST);
        if (host == null) {
            return;
        }
        String user = given.get(ConnectionProperty.PROXY_USER);
        String port = given.get(ConnectionProperty.PROXY_PORT);
        settings.putIfAbsent(
                "s3.proxy",
                "http://" + (user == null ? "" : user + ":" + given.get(ConnectionProperty.PROXY_PASSWORD) + "@") + host
                        + (port == null ? "" : ":" + port));
    }
}
