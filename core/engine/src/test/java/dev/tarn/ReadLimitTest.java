package dev.tarn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReadLimitTest {
    private static final int FILE_BYTES = 1_000_000;
    private static final int FILES = 8;

    @TempDir
    private Path folder;

    private String lines() throws IOException {
        for (int i = 0; i < FILES; i++) {
            Files.writeString(folder.resolve(i + ".csv"), "a,b\n" + "1,two\n".repeat(FILE_BYTES / 6));
        }
        return "SELECT count(b) FROM '" + folder + "/*.csv'";
    }

    private static void assertEndsEarly(Session session, String sql, long limit) {
        try (QueryResult result = session.query(sql)) {
            TarnException error = assertThrows(TarnException.class, result::toRows);
            assertEquals(ErrorCode.EXCEEDED_READ_LIMIT, error.code());
            assertTrue(error.detail().contains("read_limit"), error::detail);
            assertTrue(result.statistics().bytesRead() <= limit, error::detail);
        }
    }

    @Test
    void aQueryEndsAsSoonAsItReadsTooMuch() throws IOException {
        String sql = lines();
        try (Tarn tarn = Tarn.builder().threads(2).setting("read_limit", "2MB").open();
                Session session = tarn.session()) {
            assertEquals(2_000_000, session.readLimit());
            assertEndsEarly(session, sql, 2_000_000);
            assertEndsEarly(session, "EXPLAIN ANALYZE " + sql, 2_000_000);
            session.setReadLimit(Long.MAX_VALUE);
            try (QueryResult result = session.query(sql)) {
                assertEquals(FILES * (FILE_BYTES / 6L), result.toRows().get(0).value(0));
            }
            session.setReadLimit(100);
            assertEndsEarly(session, sql, 100);
        }
    }

    @Test
    void queriesCountEachForItself() throws IOException {
        String sql = lines();
        try (Tarn tarn = Tarn.builder().setting("read_limit", "9MB").open();
                Session session = tarn.session()) {
            for (int i = 0; i < 3; i++) {
                try (QueryResult result = session.query(sql)) {
                    assertEquals(1, result.toRows().size());
                }
            }
        }
    }
}
