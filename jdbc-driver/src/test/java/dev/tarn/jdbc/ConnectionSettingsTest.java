package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.DriverPropertyInfo;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConnectionSettingsTest {
    private static Map<String, String> settings(String url) throws SQLException {
        return ConnectionSettings.of("jdbc:tarn:" + url, null).settings();
    }

    @Test
    void aUrlIsKeysAndValues() throws SQLException {
        assertEquals(Map.of(), settings(""));
        assertEquals(
                Map.of(), ConnectionSettings.of("jdbc:tarn", new Properties()).settings());
        assertEquals(Map.of("threads", "2", "schema", "a"), settings(" Threads = 2 ; ;schema=a;"));
        assertEquals(Map.of("schema", "a;'b"), settings("schema='a;''b'"));
        assertEquals(Map.of("schema", "a\"b"), settings("schema=\"a\"\"b\""));
        assertEquals(Map.of("catalog", "/data/a=b"), settings("catalog=/data/a=b"));
        Properties properties = new Properties();
        properties.setProperty("THREADS", "3");
        properties.setProperty("schema", "b");
        assertEquals(
                Map.of("threads", "2", "schema", "b"),
                ConnectionSettings.of("jdbc:tarn:threads=2", properties).settings());
    }

    @Test
    void athenasNamesMeanSettings() throws SQLException {
        assertEquals(Map.of("s3.region", "eu-west-1", "schema", "logs"), settings("Region=eu-west-1;Database=logs"));
        assertEquals(
                Map.of("s3.access_key_id", "AKIAIOSFODNN7EXAMPLE", "s3.secret_access_key", "secret"),
                settings("User=AKIAIOSFODNN7EXAMPLE;Password=secret"));
        assertEquals(Map.of(), settings("User=me;Password=secret"));
        assertEquals(Map.of("s3.read_timeout", "5000ms"), settings("NetworkTimeoutMillis=5000"));
        assertEquals(
                Map.of("s3.proxy", "http://u:p@proxy:3128"),
                settings("ProxyHost=proxy;ProxyPort=3128;ProxyUsername=u;ProxyPassword=p"));
        assertEquals(Map.of("s3.proxy", "http://proxy"), settings("ProxyHost=proxy"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DefaultChain",
                "defaultchain",
                "com.simba.athena.amazonaws.auth.DefaultAWSCredentialsProviderChain"
            })
    void theDefaultChainIsWhatTarnUsesAnyhow(String provider) throws SQLException {
        ConnectionSettings settings = ConnectionSettings.of("jdbc:tarn:CredentialsProvider=" + provider, null);
        assertEquals(Map.of(), settings.settings());
        assertEquals(List.of(), settings.notes());
    }

    @Test
    void profilesAreTakenAndOtherProvidersRefused() throws SQLException {
        assertEquals(Map.of("s3.profile", "work"), settings("CredentialsProvider=ProfileCredentials;ProfileName=work"));
        assertEquals(
                Map.of("s3.profile", "work"),
                settings(
                        "AwsCredentialsProviderClass=com.simba.athena.amazonaws.auth.profile.ProfileCredentialsProvider;"
                                + "AwsCredentialsProviderArguments=work"));
        SQLException nameless =
                assertThrows(SQLException.class, () -> settings("CredentialsProvider=ProfileCredentials"));
        assertEquals("22023", nameless.getSQLState());
        assertTrue(nameless.getMessage().contains("add ProfileName="), nameless.getMessage());
        ConnectionSettings machine = ConnectionSettings.of("jdbc:tarn:CredentialsProvider=InstanceProfile", null);
        assertTrue(
                machine.notes().get(0).contains("default chain"),
                machine.notes().toString());
        for (String other : List.of("AzureAD", "Okta", "JWT", "BrowserSaml", "com.acme.Mine")) {
            SQLException refused = assertThrows(SQLException.class, () -> settings("CredentialsProvider=" + other));
            assertEquals("0A000", refused.getSQLState());
            assertTrue(refused.getMessage().contains(other), refused.getMessage());
        }
    }

    @Test
    void athenasCatalogIsNoFolder() throws SQLException {
        ConnectionSettings settings = ConnectionSettings.of("jdbc:tarn:Catalog=AwsDataCatalog", null);
        assertEquals(Map.of(), settings.settings());
        assertTrue(
                settings.notes().get(0).contains("AwsDataCatalog"),
                settings.notes().toString());
    }

    @Test
    void whatHasNoEffectIsAWarning() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "me");
        properties.setProperty("Region", "eu-central-1");
        properties.setProperty("Workgroup", "primary");
        properties.setProperty("OutputLocation", "s3://results/");
        properties.setProperty("Database", "tpch.tiny");
        try (Connection athena = DriverManager.getConnection("JDBC:Tarn:threads=1", properties)) {
            assertEquals("tiny", athena.getSchema());
            assertTrue(athena.getWarnings().getMessage().contains("Workgroup"));
            assertTrue(athena.getWarnings().getNextWarning().getMessage().contains("OutputLocation"));
            athena.clearWarnings();
        }
    }

    @Test
    void toolsLearnTheProperties() throws SQLException {
        DriverPropertyInfo[] all = new TarnDriver().getPropertyInfo("jdbc:tarn:threads=2", new Properties());
        DriverPropertyInfo threads = Arrays.stream(all)
                .filter(property -> property.name.equals("threads"))
                .findFirst()
                .orElseThrow();
        assertEquals("2", threads.value);
        assertTrue(threads.description.contains("workers"), threads.description);
    }
}
