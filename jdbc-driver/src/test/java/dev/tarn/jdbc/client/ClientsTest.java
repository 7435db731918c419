package dev.tarn.jdbc.client;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.tarn.jdbc.TarnDataSource;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.jooq.DSLContext;
import org.jooq.Field;
import org.jooq.Meta;
import org.jooq.Record;
import org.jooq.Result;
import org.jooq.SQLDialect;
import org.jooq.Table;
import org.jooq.impl.DSL;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.JdbcTemplate;
import schemacrawler.schema.Catalog;
import schemacrawler.schema.Column;
import schemacrawler.schemacrawler.LoadOptionsBuilder;
import schemacrawler.schemacrawler.SchemaCrawlerOptions;
import schemacrawler.schemacrawler.SchemaCrawlerOptionsBuilder;
import schemacrawler.schemacrawler.SchemaInfoLevelBuilder;
import schemacrawler.tools.utility.SchemaCrawlerUtility;
import sqlline.SqlLine;
import us.fatehi.utility.datasource.DatabaseConnectionSource;
import us.fatehi.utility.datasource.DatabaseConnectionSources;

class ClientsTest {
    /** Loggers are forgotten that nobody holds. */
    private static final List<Logger> LOGGERS = new ArrayList<>();

    @TempDir
    Path folder;

    private TarnDataSource source;
    private Connection keeper;

    @BeforeEach
    void makeTables() throws Exception {
        source = new TarnDataSource("jdbc:tarn:threads=2;catalog='" + folder.resolve("catalog") + "'");
        keeper = source.getConnection();
        try (Statement statement = keeper.createStatement()) {
            statement.execute("CREATE SCHEMA shop");
            statement.execute("CREATE TABLE shop.orders WITH (external_location = '" + folder.resolve("orders")
                    + "') AS SELECT n_nationkey AS id, n_name AS customer, CAST(n_nationkey * 1.5 AS decimal(10, 2)) "
                    + "AS price, DATE '2024-01-01' AS day FROM tpch.tiny.nation");
            statement.execute("CREATE VIEW shop.big AS SELECT * FROM shop.orders WHERE price > 10");
        }
    }

    @AfterEach
    void close() throws Exception {
        keeper.close();
    }

    @Test
    void schemaCrawlerSeesAllThereIs() throws Exception {
        SchemaCrawlerOptions options = SchemaCrawlerOptionsBuilder.newSchemaCrawlerOptions()
                .withLoadOptions(LoadOptionsBuilder.builder()
                        .withSchemaInfoLevel(SchemaInfoLevelBuilder.maximum())
                        .toOptions());
        // It tells every step.
        Stream.of("schemacrawler", "us.fatehi")
                .map(Logger::getLogger)
                .peek(LOGGERS::add)
                .forEach(logger -> logger.setLevel(Level.OFF));
        Catalog crawled;
        try (DatabaseConnectionSource connections = DatabaseConnectionSources.fromDataSource(source)) {
            crawled = SchemaCrawlerUtility.getCatalog(connections, options);
        }
        Map<String, List<String>> seen = new TreeMap<>();
        for (schemacrawler.schema.Table table : crawled.getTables()) {
            List<String> columns = new ArrayList<>();
            for (Column column : table.getColumns()) {
                columns.add(column.getName() + " " + column.getColumnDataType().getName());
            }
            seen.put(table.getFullName().replace("\"", ""), columns);
        }
        assertEquals(there(), seen);
        assertEquals(
                List.of("id bigint", "customer varchar", "price decimal", "day date"), seen.get("tarn.shop.orders"));
        Collection<?> types = crawled.getSystemColumnDataTypes();
        assertTrue(types.size() >= 15, types.toString());
    }

    /** Tables and views with their columns as SQL tells them. */
    private Map<String, List<String>> there() throws Exception {
        Map<String, List<String>> there = new TreeMap<>();
        for (String catalog : List.of("tarn", "tpch")) {
            try (Statement statement = keeper.createStatement();
                    ResultSet rows = statement.executeQuery(
                            "SELECT table_schema, table_name, column_name, regexp_replace(data_type, '\\(.*', '') FROM "
                                    + catalog + ".information_schema.columns ORDER BY 1, 2, ordinal_position")) {
                while (rows.next()) {
                    there.computeIfAbsent(
                                    catalog + "." + rows.getString(1) + "." + rows.getString(2),
                                    key -> new ArrayList<>())
                            .add(rows.getString(3) + " " + rows.getString(4));
                }
            }
        }
        return there;
    }

    @Test
    void sqlLineListsAndQueries() throws Exception {
        ByteArrayOutputStream output = new ByteArrayOutputStream();
        SqlLine sqlLine = new SqlLine();
        sqlLine.setOutputStream(new java.io.PrintStream(output, true, StandardCharsets.UTF_8));
        sqlLine.setErrorStream(new java.io.PrintStream(output, true, StandardCharsets.UTF_8));
        String script = "!set outputformat csv\n!tables\n!columns orders\n"
                + "SELECT customer, price FROM shop.orders WHERE id = 6;\n"
                + "INSERT INTO shop.orders VALUES (100, 'me', 1.25, DATE '2024-05-06');\n"
                + "SELECT count(*) AS orders FROM shop.orders;\nSELECT nothing FROM shop.orders;\n!quit\n";
        sqlLine.begin(
                new String[] {"-u", source.getUrl(), "-d", "dev.tarn.jdbc.TarnDriver", "-n", "", "-p", ""},
                new ByteArrayInputStream(script.getBytes(StandardCharsets.UTF_8)),
                false);
        String text = output.toString(StandardCharsets.UTF_8);
        assertTrue(text.contains("'tarn','shop','orders','TABLE'"), text);
        assertTrue(text.contains("'tarn','shop','big','VIEW'"), text);
        assertTrue(text.contains("'FRANCE','9.00'"), text);
        assertTrue(text.contains("1 row affected"), text);
        assertTrue(text.contains("'26'"), text);
        assertTrue(text.contains("COLUMN_NOT_FOUND"), text);
    }

    @Test
    void jooqFetchesStreamsAndBatches() throws Exception {
        System.setProperty("org.jooq.no-logo", "true");
        System.setProperty("org.jooq.no-tips", "true");
        DSLContext jooq = DSL.using(source, SQLDialect.DEFAULT);
        Result<Record> orders =
                jooq.fetch("SELECT id, customer, price, day FROM shop.orders WHERE id IN (?, ?) ORDER BY id", 6L, 18);
        assertEquals(List.of("FRANCE", "CHINA"), orders.getValues("customer", String.class));
        assertEquals(new BigDecimal("9.00"), orders.get(0).get("price", BigDecimal.class));
        assertEquals(LocalDate.of(2024, 1, 1), orders.get(0).get("day", LocalDate.class));
        Table<?> table = DSL.table(DSL.name("shop", "orders"));
        Field<Long> id = DSL.field(DSL.name("id"), Long.class);
        assertEquals(
                List.of(24L, 23L),
                jooq.select(id)
                        .from(table)
                        .where(id.gt(20L))
                        .orderBy(id.desc())
                        .limit(2)
                        .fetch(id));
        try (Stream<Record> all = jooq.resultQuery("SELECT * FROM tpch.tiny.orders").fetchSize(500).stream()) {
            assertEquals(15_000L, all.filter(row -> row.get(0) != null).count());
        }
        assertEquals(
                2,
                jooq.batch(jooq.query("INSERT INTO shop.orders (id, customer) VALUES (?, ?)", null, null))
                        .bind(201L, "a")
                        .bind(202L, "b")
                        .execute()
                        .length);
        assertEquals(27, jooq.fetchCount(table));
        assertThrows(org.jooq.exception.DataAccessException.class, () -> jooq.fetch("SELECT nothing FROM shop.orders"));
        Meta meta = jooq.meta();
        assertEquals(
                List.of("id", "customer", "price", "day"),
                meta.getTables("orders").stream()
                        .filter(found -> found.getSchema().getName().equals("shop"))
                        .flatMap(found -> Stream.of(found.fields()))
                        .map(Field::getName)
                        .toList());
    }

    @Test
    void hikariLendsConnectionsAndJdbcTemplateQueries() throws Exception {
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(source.getUrl());
        config.setMaximumPoolSize(3);
        config.setReadOnly(true);
        config.setSchema("shop");
        try (HikariDataSource pool = new HikariDataSource(config)) {
            JdbcTemplate template = new JdbcTemplate(pool);
            assertEquals(25L, template.queryForObject("SELECT count(*) FROM orders", Long.class));
            assertEquals(
                    List.of("CHINA", "VIETNAM"),
                    template.queryForList(
                            "SELECT customer FROM orders WHERE id IN (?, ?) AND day = ? ORDER BY 1",
                            String.class,
                            18,
                            21L,
                            LocalDate.of(2024, 1, 1)));
            Map<String, Object> row = template.queryForMap("SELECT * FROM orders WHERE customer = ?", "FRANCE");
            assertEquals(List.of("id", "customer", "price", "day"), List.copyOf(row.keySet()));
            assertEquals(
                    2,
                    template.batchUpdate(
                                    "INSERT INTO orders (id, customer) VALUES (?, ?)",
                                    List.of(new Object[] {101, "a"}, new Object[] {102, "b"}))
                            .length);
            assertEquals(27L, template.queryForObject("SELECT count(*) FROM orders", Long.class));
            assertThrows(DataAccessException.class, () -> template.queryForList("SELECT x FROM orders"));
            List<CompletableFuture<Long>> many = new ArrayList<>();
            for (int i = 0; i < 12; i++) {
                many.add(CompletableFuture.supplyAsync(
                        () -> template.queryForObject("SELECT count(*) FROM orders WHERE id >= ?", Long.class, 101)));
            }
            for (CompletableFuture<Long> count : many) {
                assertEquals(2L, count.get());
            }
        }
    }
}
