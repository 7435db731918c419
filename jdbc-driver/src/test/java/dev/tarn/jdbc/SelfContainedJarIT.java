package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The jar that tools take: alone on a class path, without a JVM flag, on every JDK that is here. */
class SelfContainedJarIT {
    private static final Path JAR = Path.of(System.getProperty("tarn.jdbc.jar"));

    static Set<Path> javaHomes() throws IOException {
        Set<Path> homes = new TreeSet<>();
        homes.add(Path.of(System.getProperty("java.home")).toRealPath());
        Path installed = Path.of("/usr/lib/jvm");
        if (Files.isDirectory(installed)) {
            try (Stream<Path> candidates = Files.list(installed)) {
                for (Path home : candidates.toList()) {
                    if (Files.isExecutable(home.resolve("bin/java"))) {
                        homes.add(home.toRealPath());
                    }
                }
            }
        }
        return homes;
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void jarRunsAloneOnAPlainClassPath(Path javaHome) throws Exception {
        String sql = "SELECT r_name, count(*) AS nations FROM tpch.tiny.nation JOIN tpch.tiny.region "
                + "ON n_regionkey = r_regionkey GROUP BY r_name ORDER BY r_name";
        assertEquals(List.of("AFRICA|5", "AMERICA|5", "ASIA|5", "EUROPE|5", "MIDDLE EAST|5"), run(javaHome, sql));
    }

    @Test
    void jarReadsS3AndTheWeb() throws Exception {
        byte[] object = Files.readAllBytes(Path.of("..", "examples/lake/stations/stations.parquet"));
        try (OneObjectServer server = new OneObjectServer("stations.parquet", object)) {
            Path javaHome = Path.of(System.getProperty("java.home"));
            List<String> local = run(javaHome, "SELECT count(*) FROM '../examples/lake/stations/stations.parquet'");
            assertEquals(
                    local,
                    run(
                            javaHome,
                            "SELECT count(*) FROM 's3://lake/stations.parquet'",
                            "s3.endpoint=" + server.address(),
                            "s3.access_key_id=key",
                            "s3.secret_access_key=secret"));
            assertEquals(local, run(javaHome, "SELECT count(*) FROM '" + server.address() + "/lake/stations.parquet'"));
        }
    }

    @ParameterizedTest
    @MethodSource("javaHomes")
    void jarKeepsACatalog(Path javaHome) throws Exception {
        Path folder = Files.createTempDirectory("tarn-jar-catalog");
        try {
            assertEquals(List.of("default"), run(javaHome, "SHOW SCHEMAS", "catalog=" + folder));
            assertTrue(Files.size(folder.resolve("catalog.db")) > 0);
        } finally {
            Files.deleteIfExists(folder.resolve("catalog.db-wal"));
            Files.deleteIfExists(folder.resolve("catalog.db-shm"));
            Files.deleteIfExists(folder.resolve("catalog.db"));
            Files.delete(folder);
        }
    }

    private static List<String> run(Path javaHome, String... arguments) throws Exception {
        Path output = Files.createTempFile("tarn-jar", ".out");
        Path errors = Files.createTempFile("tarn-jar", ".err");
        try {
            List<String> command = new ArrayList<>(List.of(
                    javaHome.resolve("bin/java").toString(),
                    "-cp",
                    JAR + File.pathSeparator + Path.of("target", "test-classes"),
                    PlainClassPathProgram.class.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            assertTrue(process.waitFor(2, TimeUnit.MINUTES), "the program hangs");
            List<String> told = Files.readAllLines(errors, StandardCharsets.UTF_8);
            assertEquals(0, process.exitValue(), told::toString);
            assertEquals(
                    List.of(),
                    told.stream().filter(line -> !isOfTheJvm(line, javaHome)).toList());
            return Files.readAllLines(output, StandardCharsets.UTF_8);
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** The warnings of newer JVMs that the reference tells of. */
    private static boolean isOfTheJvm(String line, Path javaHome) {
        try {
            String release = Files.readString(javaHome.resolve("release"));
            Matcher version = Pattern.compile("JAVA_VERSION=\"(\\d+)").matcher(release);
            return version.find()
                    && Integer.parseInt(version.group(1)) >= 24
                    && (line.isEmpty() || line.startsWith("WARNING: "));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tools load drivers by loaders of their own, and a new one for each connection that they set up. */
    @Test
    void jarRunsInIsolatedLoadersSideBySide(@TempDir Path folder) throws Exception {
        List<Driver> drivers = new ArrayList<>();
        List<URLClassLoader> loaders = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            URLClassLoader loader =
                    new URLClassLoader(new URL[] {JAR.toUri().toURL()}, ClassLoader.getPlatformClassLoader());
            loaders.add(loader);
            Class<?> driver = loader.loadClass(TarnDriver.class.getName());
            assertSame(loader, driver.getClassLoader());
            List<String> offered = ServiceLoader.load(Driver.class, loader).stream()
                    .map(provider -> provider.type().getName())
                    .toList();
            assertEquals(List.of(TarnDriver.class.getName()), offered);
            drivers.add((Driver) driver.getConstructor().newInstance());
        }
        String path = Path.of("..", "examples/lake/stations/stations.parquet").toString();
        try (Connection first = drivers.get(0).connect("jdbc:tarn:threads=1", new Properties());
                Connection second = drivers.get(1).connect("jdbc:tarn:threads=1", new Properties())) {
            assertNotSame(first.getClass(), second.getClass());
            for (Connection connection : List.of(first, second, first)) {
                try (PreparedStatement statement =
                                connection.prepareStatement("SELECT count(*) FROM '" + path + "' WHERE 1 = ?");
                        ResultSet rows = bound(statement).executeQuery()) {
                    assertTrue(rows.next());
                    assertTrue(rows.getLong(1) > 0);
                }
            }
        }
        String kept = "jdbc:tarn:catalog=" + folder.resolve("catalog");
        try (Connection first = drivers.get(0).connect(kept, new Properties());
                Connection second = drivers.get(1).connect(kept, new Properties());
                Statement statement = first.createStatement();
                Statement other = second.createStatement()) {
            statement.execute("CREATE SCHEMA shared");
            assertEquals(0, other.executeUpdate("DROP SCHEMA shared"));
        }
        for (URLClassLoader loader : loaders) {
            loader.close();
        }
    }

    private static PreparedStatement bound(PreparedStatement statement) throws SQLException {
        statement.setInt(1, 1);
        return statement;
    }

    /** Classes of other names than Tarn's could clash with those of a tool; what native code looks for keeps its name. */
    @Test
    void jarHasNoClassesThatCouldClash() throws IOException {
        Set<String> others = new TreeSet<>();
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            jar.stream()
                    .map(entry -> entry.getName().replaceFirst("^META-INF/versions/\\d+/", ""))
                    .filter(name -> name.endsWith(".class") && !name.startsWith("dev/tarn/"))
                    .map(name -> name.substring(0, Math.max(0, name.lastIndexOf('/'))))
                    .forEach(others::add);
        }
        List<String> kept = List.of("com/github/luben/zstd", "org/xerial/snappy", "org/sqlite");
        others.removeIf(folder -> kept.stream().anyMatch(folder::startsWith));
        assertEquals(Set.of(), others);
    }

    @Test
    void licencesAreKeptAndNothingOfOtherJarsIsLeftThatMatters() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            List<String> names = jar.stream().map(ZipEntry::getName).toList();
            for (String name : List.of("META-INF/TARN-LICENSE", "META-INF/LICENSE", "META-INF/NOTICE")) {
                assertTrue(names.contains(name), name);
                assertTrue(jar.getEntry(name).getSize() > 100, name);
            }
            List<String> leftovers = names.stream()
                    .filter(name -> name.matches(
                            "META-INF/[^/]*\\.(SF|RSA|DSA|EC)|META-INF/versions/.*|(.*/)?module-info.class"))
                    .toList();
            assertEquals(List.of(), leftovers);
            // Of interfaces that a tool may have too, it offers the driver alone.
            List<String> offered = names.stream()
                    .filter(name -> name.matches("META-INF/services/.+"))
                    .map(name -> name.substring("META-INF/services/".length()))
                    .filter(name -> !name.startsWith("dev.tarn."))
                    .toList();
            assertEquals(List.of("java.sql.Driver"), offered);
        }
    }

    @Test
    void thePageTellsTheSize() throws IOException {
        String page = Files.readString(Path.of("..", "docs/reference/jdbc.md"));
        Matcher told = Pattern.compile("of about (\\d+) MB").matcher(page);
        assertTrue(told.find());
        long megabytes = Files.size(JAR) / 1_000_000;
        assertTrue(Math.abs(megabytes - Long.parseLong(told.group(1))) <= 3, "the jar has " + megabytes + " MB");
    }

    @Test
    void jarRegistersOnlyItsOwnDriver() throws IOException {
        try (ZipFile jar = new ZipFile(JAR.toFile())) {
            var services = jar.getEntry("META-INF/services/java.sql.Driver");
            String text = new String(jar.getInputStream(services).readAllBytes(), StandardCharsets.UTF_8);
            Set<String> drivers = text.lines().filter(line -> !line.isBlank()).collect(Collectors.toSet());
            assertFalse(drivers.isEmpty());
            assertEquals(Set.of(TarnDriver.class.getName()), drivers);
        }
    }
}
