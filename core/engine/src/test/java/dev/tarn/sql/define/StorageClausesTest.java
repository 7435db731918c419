package dev.tarn.sql.define;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.SearchPath;
import dev.tarn.catalog.file.FileTables;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.validate.StatementContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StorageClausesTest {
    private static final String PARQUET_SERDE = "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe";

    private final StatementContext context = new StatementContext(
            new CatalogManager(
                    List.of(),
                    new FileTables(
                            List.of(),
                            List.of(
                                    new Named("PARQUET", PARQUET_SERDE),
                                    new Named("JSON", "org.openx.data.jsonserde.JsonSerDe"),
                                    new Named("TEXTFILE", "org.apache.hadoop.hive.serde2.lazy.LazySimpleSerDe")))),
            new SearchPath(CatalogManager.OWN_CATALOG, CatalogManager.DEFAULT_SCHEMA),
            ZoneOffset.UTC,
            Instant.EPOCH);

    /** A format that has a name and a SerDe, and reads nothing. */
    private record Named(String name, String serde) implements FileFormat {
        @Override
        public boolean claims(String fileName) {
            return false;
        }

        @Override
        public List<String> serdes() {
            return List.of(serde);
        }

        @Override
        public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
            throw new AssertionError();
        }

        @Override
        public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
            throw new AssertionError();
        }
    }

    private String run(String sql) {
        List<List<String>> rows = Rows.of(
                DefinitionExecutor.run(TarnParser.parse(sql).definition().orElseThrow(), context));
        return rows.isEmpty() ? "" : rows.get(0).get(0);
    }

    private String shown(String clauses) {
        run("CREATE EXTERNAL TABLE t (a int) " + clauses + " LOCATION 'x'");
        String shown = run("SHOW CREATE TABLE t");
        run("DROP TABLE t");
        run(shown);
        assertEquals(shown, run("SHOW CREATE TABLE t"));
        run("DROP TABLE t");
        return shown.substring(shown.indexOf(")\n") + 2, shown.indexOf("LOCATION"));
    }

    @Test
    void definitionsAreShownAsTheyWereMeant() {
        assertEquals("STORED AS TEXTFILE\n", shown(""));
        assertEquals("STORED AS PARQUET\n", shown("STORED AS parquet"));
        assertEquals("STORED AS JSONFILE\n", shown("STORED AS JSONFILE"));
        assertEquals(
                "ROW FORMAT DELIMITED\n  FIELDS TERMINATED BY '\\t'\n  ESCAPED BY '\\\\'\n"
                        + "  NULL DEFINED AS '\\u0001'\nSTORED AS TEXTFILE\n",
                shown("ROW FORMAT DELIMITED FIELDS TERMINATED BY '\\t' ESCAPED BY '\\\\' NULL DEFINED AS '\\001'"));
        assertEquals(
                "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'\n"
                        + "WITH SERDEPROPERTIES ('Mapping.a'='x''y')\nSTORED AS TEXTFILE\n".replace("''", "\\'"),
                shown(
                        "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' WITH SERDEPROPERTIES (\"Mapping.a\"=\"x'y\")"
                                + " STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.TextInputFormat'"
                                + " OUTPUTFORMAT 'org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat'"));
        assertEquals(
                "ROW FORMAT SERDE '" + PARQUET_SERDE + "'\nSTORED AS PARQUET\n",
                shown("ROW FORMAT SERDE '" + PARQUET_SERDE + "'"));
        assertEquals(
                "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'\n"
                        + "STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'o'\n",
                shown("ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe'"
                        + " STORED AS INPUTFORMAT 'com.amazon.emr.cloudtrail.CloudTrailInputFormat' OUTPUTFORMAT 'o'"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROW FORMAT SERDE 'com.esri.hadoop.hive.serde.JsonSerde'",
                "STORED AS INPUTFORMAT 'com.x.Input' OUTPUTFORMAT 'com.x.Output'",
                "STORED AS ORC",
                "STORED AS RCFILE",
                "STORED AS INPUTFORMAT 'org.apache.hadoop.mapred.SequenceFileInputFormat' OUTPUTFORMAT 'o'",
                "TBLPROPERTIES ('transactional'='true')",
                "TBLPROPERTIES ('table_type'='ICEBERG')"
            })
    void refusesByName(String clauses) {
        TarnException error = assertThrows(TarnException.class, () -> shown(clauses));
        assertEquals(ErrorCode.NOT_SUPPORTED, error.code(), error.getMessage());
        assertTrue(error.position().isPresent());
    }

    @Test
    void anUnknownSerdeIsNamedWithTheKnownOnes() {
        TarnException error = assertThrows(TarnException.class, () -> shown("ROW FORMAT SERDE 'com.x.SerDe'"));
        assertTrue(error.detail().contains("com.x.SerDe"), error.getMessage());
        assertTrue(error.detail().contains("org.openx.data.jsonserde.JsonSerDe"), error.getMessage());
        assertTrue(error.detail().contains(PARQUET_SERDE), error.getMessage());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ROW FORMAT DELIMITED FIELDS TERMINATED BY ',' STORED AS PARQUET",
                "ROW FORMAT SERDE '" + PARQUET_SERDE + "' STORED AS TEXTFILE",
                "ROW FORMAT SERDE 'org.openx.data.jsonserde.JsonSerDe' STORED AS PARQUET",
                "STORED AS WORDSTAR"
            })
    void refusesWhatContradictsItself(String clauses) {
        TarnException error = assertThrows(TarnException.class, () -> shown(clauses));
        assertEquals(ErrorCode.INVALID_STATEMENT, error.code(), error.getMessage());
    }

    @Test
    void checksTheBadRecordPolicy() {
        shown("TBLPROPERTIES ('bad_records'='Skip')");
        TarnException error =
                assertThrows(TarnException.class, () -> shown("TBLPROPERTIES ('bad_records'='sometimes')"));
        assertEquals(ErrorCode.INVALID_PROPERTY, error.code(), error.getMessage());
    }
}
