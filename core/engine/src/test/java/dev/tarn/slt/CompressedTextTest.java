package dev.tarn.slt;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.tarn.QueryResult;
import dev.tarn.Row;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Every compression of text works with the libraries that the engine brings along. */
@Tag("slt")
class CompressedTextTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "csv, aWQsdgoxLHgKMix5Cg==",
        "csv.gz, H4sIAAAAAAAA/8tM0SnjMtSp4DLSqeQCABuQX9YNAAAA",
        "csv.zz, eJzLTNEp4zLUqeAy0qnkAgAY8gM6",
        "csv.deflate, y0zRKeMy1KngMtKp5AIA",
        "csv.bz2, QlpoOTFBWSZTWT8TgmIAAATZgAAQAAQwAAQgAWAgACIA2kIMmIQxCh058XckU4UJA/E4JiA=",
        "csv.zst, KLUv/QBYaQAAaWQsdgoxLHgKMix5Cg==",
        "csv.lz4, BCJNGGRwuQ0AAIBpZCx2CjEseAoyLHkKAAAAAEv0Mbs=",
        "hadoop.csv.lz4, AAAADQAAAA7QaWQsdgoxLHgKMix5Cg==",
        "csv.sz, /wYAAHNOYVBwWQERAABh/PeKaWQsdgoxLHgKMix5Cg==",
        "csv.snappy, glNOQVBQWQAAAAABAAAAAQAAAA8NMGlkLHYKMSx4CjIseQo=",
        "hadoop.csv.snappy, AAAADQAAAA8NMGlkLHYKMSx4CjIseQo="
    })
    void isRead(String name, String content) throws IOException {
        Path file = Files.write(folder.resolve("x." + name), Base64.getDecoder().decode(content));
        try (Tarn tarn = Tarn.open();
                Session session = tarn.session();
                QueryResult result = session.query("SELECT * FROM '" + file + "' ORDER BY id")) {
            List<List<Object>> rows = result.toRows().stream().map(Row::values).toList();
            assertEquals(List.of(List.of(1L, "x"), List.of(2L, "y")), rows);
        }
    }
}
