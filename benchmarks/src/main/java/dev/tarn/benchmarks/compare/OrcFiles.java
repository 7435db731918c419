package dev.tarn.benchmarks.compare;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.stream.Stream;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.DateDayVector;
import org.apache.arrow.vector.DecimalVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.VectorSchemaRoot;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.RawLocalFileSystem;
import org.apache.hadoop.hive.ql.exec.vector.BytesColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.Decimal64ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.LongColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.VectorizedRowBatch;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.TypeDescription;
import org.apache.orc.Writer;

/**
 * Makes ORC files of TPC-H's lineitem, once, with orc-core's writer as it is set by itself, but for the codec: a file for
 * each Parquet file, with the same rows in the same order.
 */
final class OrcFiles {
    private static final TypeDescription LINEITEM = TypeDescription.fromString(
            "struct<l_orderkey:bigint,l_partkey:bigint,l_suppkey:bigint,l_linenumber:bigint,l_quantity:decimal(15,2),"
                    + "l_extendedprice:decimal(15,2),l_discount:decimal(15,2),l_tax:decimal(15,2),l_returnflag:string,"
                    + "l_linestatus:string,l_shipdate:date,l_commitdate:date,l_receiptdate:date,"
                    + "l_shipinstruct:string,l_shipmode:string,l_comment:string>");
    private static final int SCALE = 2;

    private OrcFiles() {}

    /** Returns the folder that has lineitem as a folder of ORC files, compressed by Snappy as the Parquet files are. */
    static Path lineitem(Path data) throws IOException {
        Path folder = data.resolveSibling(data.getFileName() + "-orc");
        Files.createDirectories(folder.resolve("lineitem"));
        try (Stream<Path> files = Files.list(data.resolve("lineitem"));
                Tarn tarn = Tarn.builder().threads(1).open();
                Session session = tarn.session()) {
            for (Path file : files.toList()) {
                String name = file.getFileName().toString().replace(".parquet", ".orc");
                Path target = folder.resolve("lineitem").resolve(name);
                if (!Files.exists(target)) {
                    Path unfinished = target.resolveSibling("_" + name);
                    Files.deleteIfExists(unfinished);
                    try (QueryResult rows = session.query("SELECT * FROM '" + file + "'")) {
                        write(rows, unfinished);
                    }
                    Files.move(unfinished, target, StandardCopyOption.ATOMIC_MOVE);
                }
            }
        }
        return folder;
    }

    private static void write(QueryResult rows, Path target) throws IOException {
        try (RawLocalFileSystem files = new RawLocalFileSystem()) {
            Configuration configuration = new Configuration(false);
            files.initialize(URI.create("file:///"), configuration);
            OrcFile.WriterOptions options = OrcFile.writerOptions(configuration)
                    .fileSystem(files)
                    .setSchema(LINEITEM)
                    .compress(CompressionKind.SNAPPY)
                    .setProlepticGregorian(true);
            VectorizedRowBatch batch = LINEITEM.createRowBatchV2();
            try (Writer writer = OrcFile.createWriter(new org.apache.hadoop.fs.Path(target.toUri()), options)) {
                for (VectorSchemaRoot from = rows.nextBatch(); from != null; from = rows.nextBatch()) {
                    try (VectorSchemaRoot closing = from) {
                        write(closing, batch, writer);
                    }
                }
            }
        }
    }

    private static void write(VectorSchemaRoot from, VectorizedRowBatch batch, Writer writer) throws IOException {
        List<FieldVector> columns = from.getFieldVectors();
        for (int row = 0; row < from.getRowCount(); row += batch.size) {
            batch.reset();
            batch.size = Math.min(batch.getMaxSize(), from.getRowCount() - row);
            for (int i = 0; i < columns.size(); i++) {
                copy(columns.get(i), row, batch.size, batch.cols[i]);
            }
            writer.addRowBatch(batch);
        }
    }

    /** Copies values, none of which is NULL. */
    private static void copy(FieldVector from, int start, int count, ColumnVector to) {
        for (int i = 0; i < count; i++) {
            if (from instanceof BigIntVector longs) {
                ((LongColumnVector) to).vector[i] = longs.get(start + i);
            } else if (from instanceof DateDayVector days) {
                ((LongColumnVector) to).vector[i] = days.get(start + i);
            } else if (from instanceof DecimalVector decimals) {
                BigDecimal value = decimals.getObject(start + i).setScale(SCALE);
                ((Decimal64ColumnVector) to).vector[i] = value.unscaledValue().longValueExact();
            } else if (from instanceof VarCharVector texts) {
                byte[] text = texts.getObject(start + i).toString().getBytes(StandardCharsets.UTF_8);
                ((BytesColumnVector) to).setVal(i, text);
            } else {
                throw new IllegalStateException(from.getField().toString());
            }
        }
    }
}
