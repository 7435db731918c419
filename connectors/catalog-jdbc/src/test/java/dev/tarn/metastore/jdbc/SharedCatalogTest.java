package dev.tarn.metastore.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.testkit.PostgresServer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A catalog that several processes use at once, and that processes are killed on. */
@Timeout(value = 5, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SharedCatalogTest {
    private static final boolean FULL = Boolean.getBoolean("tarn.test.full");
    private static final int PROCESSES = 4;
    private static final int SECONDS = FULL ? 60 : 3;
    private static final int KILLS = FULL ? 40 : 4;

    @TempDir
    private Path folder;

    private Process start(String place, int seconds, String name) throws Exception {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx128m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        MetastoreWorker.class.getName(),
                        place,
                        String.valueOf(seconds),
                        name)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(name + ".txt").toFile())
                .start();
    }

    private String output(String name) throws Exception {
        return Files.readString(folder.resolve(name + ".txt"), StandardCharsets.UTF_8);
    }

    private void runTogether(String place) throws Exception {
        List<Process> processes = new ArrayList<>();
        for (int i = 0; i < PROCESSES; i++) {
            processes.add(start(place, SECONDS, "worker" + i));
        }
        int alters = 0;
        for (int i = 0; i < PROCESSES; i++) {
            boolean ended = processes.get(i).waitFor(SECONDS + 120L, TimeUnit.SECONDS);
            String output = output("worker" + i);
            processes.get(i).destroyForcibly();
            assertTrue(ended && processes.get(i).exitValue() == 0, output);
            alters += Integer.parseInt(output.strip().split(" ")[1]);
        }
        int made = alters;
        try (Metastore metastore = MetastoreWorker.open(place)) {
            metastore.read(reader -> {
                MetastoreWorker.check(reader);
                assertEquals(
                        made,
                        reader.relation(MetastoreWorker.COUNTER).orElseThrow().version() - 1);
                assertEquals(List.of(), reader.writes(WriteState.OPEN));
                return null;
            });
        }
        assertTrue(made > 0);
    }

    @Test
    void processesShareAFile() throws Exception {
        runTogether(folder.resolve("catalog").toString());
    }

    @Test
    void processesSharePostgres() throws Exception {
        PostgresServer server = PostgresServer.start().orElse(null);
        Assumptions.assumeTrue(
                server != null, "PostgreSQL is not installed; 'apt-get install postgresql' makes this test run");
        try (server) {
            runTogether(server.newDatabase());
        }
    }

    @Test
    void aKilledProcessLeavesACatalogThatOpens() throws Exception {
        String place = folder.resolve("catalog").toString();
        Random random = new Random(42);
        for (int i = 0; i < KILLS; i++) {
            String name = "killed" + i;
            Process process = start(place, 60, name);
            boolean ended = process.waitFor(400 + random.nextInt(700), TimeUnit.MILLISECONDS);
            assertFalse(ended, output(name));
            process.destroyForcibly().waitFor();
            try (Metastore metastore = MetastoreWorker.open(place)) {
                if (metastore.read(reader -> reader.database("shared")).isPresent()) {
                    metastore.read(reader -> {
                        MetastoreWorker.check(reader);
                        return null;
                    });
                }
            }
        }
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + Path.of(place, SqliteProvider.FILE));
                Statement statement = connection.createStatement();
                ResultSet result = statement.executeQuery("PRAGMA integrity_check")) {
            assertEquals("ok", result.getString(1));
        }
    }
}
