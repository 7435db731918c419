package dev.tarn.storage.s3.test;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Partitions that are computed: S3 is asked for their folders alone. */
class S3ProjectionTest {
    @RegisterExtension
    private static final TestServer server = new TestServer();

    private S3Lake lake;

    @BeforeAll
    static void writeObjects() {
        for (String region : List.of("eu", "us", "asia")) {
            for (int day = 1; day <= 28; day++) {
                String date = String.format(java.util.Locale.ROOT, "2024-02-%02d", day);
                String line = region + "," + day + "\n";
                byte[] content = line.getBytes(StandardCharsets.UTF_8);
                server.put("p/plain/region=" + region + "/day=" + date + "/a.csv", content);
                server.put("p/logs/" + region + "/" + date.replace('-', '/') + "/a.csv", content);
            }
        }
        for (int i = 0; i < 50; i++) {
            server.put("p/devices/device-" + i + "/a.csv", ("d" + i + "," + i + "\n").getBytes(StandardCharsets.UTF_8));
        }
    }

    @BeforeEach
    void open() {
        lake = S3Lake.open(server);
        server.door().reset();
    }

    @AfterEach
    void close() {
        lake.close();
    }

    private void declare(String name, String partitions, String folder, String properties) {
        lake.run("CREATE EXTERNAL TABLE " + name + " (name STRING, n INT) PARTITIONED BY (" + partitions
                + ") ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' LOCATION 's3://lake/p/" + folder
                + "/' TBLPROPERTIES ('projection.enabled' = 'true', " + properties + ")");
    }

    /** Returns which folders were listed, in order. */
    private static List<String> listed() {
        return server.door().requests().stream()
                .filter(FrontDoor.Request::isListing)
                .map(request -> URLDecoder.decode(
                        request.target().replaceFirst(".*[?&]prefix=([^&]*).*", "$1"), StandardCharsets.UTF_8))
                .sorted()
                .toList();
    }

    @Test
    void enumsAndDatesAreListedOnceEach() {
        declare(
                "t",
                "region STRING, day STRING",
                "plain",
                "'projection.region.type' = 'enum', 'projection.region.values' = 'eu,us,asia,mars',"
                        + " 'projection.day.type' = 'date', 'projection.day.format' = 'yyyy-MM-dd',"
                        + " 'projection.day.range' = '2024-02-01,2024-03-31'");
        assertEquals(List.of(), listed());
        assertEquals(
                List.of("[eu, 14, eu, 2024-02-14]", "[us, 14, us, 2024-02-14]"),
                lake.texts("SELECT * FROM t WHERE region IN ('eu', 'us', 'mars') AND day = '2024-02-14' ORDER BY 1"));
        assertEquals(
                List.of(
                        "p/plain/region=eu/day=2024-02-14/",
                        "p/plain/region=mars/day=2024-02-14/",
                        "p/plain/region=us/day=2024-02-14/"),
                listed());
        assertEquals(2, server.door().gets());
        assertEquals(0, server.door().heads());
        server.door().reset();
        assertEquals(
                List.of("[7, 154]"),
                lake.texts(
                        "SELECT count(*), sum(n) FROM t WHERE region = 'us' AND day BETWEEN '2024-02-19' AND '2024-02-25'"));
        assertEquals(7, listed().size());
        assertTrue(listed().stream().allMatch(folder -> folder.startsWith("p/plain/region=us/day=2024-02-")));
        server.door().reset();
        assertEquals(84L, lake.value("SELECT count(*) FROM t"));
        assertEquals(4 * (29 + 31), listed().size());
        assertEquals(listed().size(), listed().stream().distinct().count());
    }

    @Test
    void aTemplateSaysWhereFoldersAre() {
        declare(
                "t",
                "region STRING, day STRING",
                "nowhere",
                "'projection.region.type' = 'injected', 'projection.day.type' = 'date',"
                        + " 'projection.day.format' = 'yyyy/MM/dd', 'projection.day.range' = '2024/01/01,NOW',"
                        + " 'storage.location.template' = 's3://lake/p/logs/${region}/${day}/'");
        assertEquals(
                List.of("[asia, 3]", "[asia, 4]"),
                lake.texts(
                        "SELECT region, n FROM t WHERE region = 'asia' AND day >= '2024/02/03' AND day < '2024/02/05'"
                                + " ORDER BY n"));
        assertEquals(List.of("p/logs/asia/2024/02/03/", "p/logs/asia/2024/02/04/"), listed());
        server.door().reset();
        lake.failure(ErrorCode.CONSTRAINT_VIOLATION, "SELECT * FROM t WHERE day = '2024/02/03'", "region");
        assertEquals(List.of(), listed());
    }

    @Test
    void injectedValuesAreListedAlone() {
        declare(
                "t",
                "device STRING",
                "nowhere",
                "'projection.device.type' = 'injected',"
                        + " 'storage.location.template' = 's3://lake/p/devices/device-${device}'");
        assertEquals(
                List.of("[d7, 7, 7]", "[d9, 9, 9]"),
                lake.texts("SELECT * FROM t WHERE device IN ('7', '9', '900') ORDER BY n"));
        assertEquals(List.of("p/devices/device-7/", "p/devices/device-9/", "p/devices/device-900/"), listed());
        assertEquals(2, server.door().gets());
    }

    @Test
    void whatIsInsertedIsFound() {
        declare(
                "t",
                "k INT",
                "inserted",
                "'projection.k.type' = 'integer', 'projection.k.range' = '1,1000000', 'projection.k.digits' = '7',"
                        + " 'storage.location.template' = 's3://lake/p/inserted/k${k}'");
        lake.run("INSERT INTO t VALUES ('a', 1, 17), ('b', 2, 999999)");
        assertEquals(2, server.keys("p/inserted/k0").size());
        server.door().reset();
        assertEquals(
                List.of("[a, 1, 17]", "[b, 2, 999999]"),
                lake.texts("SELECT * FROM t WHERE k IN (17, 18, 999999) ORDER BY n"));
        assertEquals(3, listed().size());
        assertEquals(List.of(), lake.run("REPAIR WRITES"));
        server.deleteAll("p/inserted/");
    }
}
