package dev.tarn.format.orc;

import dev.tarn.format.orc.metadata.OrcMetadata;
import dev.tarn.format.orc.metadata.TailReader;
import dev.tarn.format.orc.read.StripeSource;
import dev.tarn.format.orc.write.OrcFileWriter;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.InputFile;
import java.util.List;
import java.util.Locale;

/** ORC, with every type and codec. A stripe is a row group. */
public final class OrcFormat implements FileFormat {
    private static final FormatSupport SUPPORT = new FormatSupport(
            List.of(".orc"),
            List.of(
                    new StoredType("BOOLEAN", "boolean"),
                    new StoredType("BYTE", "tinyint"),
                    new StoredType("SHORT", "smallint"),
                    new StoredType("INT", "integer"),
                    new StoredType("LONG", "bigint"),
                    new StoredType("FLOAT", "real"),
                    new StoredType("DOUBLE", "double"),
                    new StoredType("STRING", "varchar"),
                    new StoredType("CHAR(n)", "char(n)"),
                    new StoredType("VARCHAR(n)", "varchar(n)"),
                    new StoredType("BINARY", "varbinary"),
                    new StoredType("DECIMAL(p, s)", "decimal(p, s)"),
                    new StoredType("DATE", "date"),
                    new StoredType("TIMESTAMP", "timestamp(6)"),
                    new StoredType("TIMESTAMP_INSTANT", "timestamp(6), in UTC"),
                    new StoredType("LIST", "array"),
                    new StoredType("MAP", "map"),
                    new StoredType("STRUCT", "row"),
                    new StoredType("UNION", "row(tag tinyint, field0, field1, ...)"),
                    new StoredType("GEOMETRY, GEOGRAPHY", "varbinary (WKB)")),
            List.of("DIRECT", "DIRECT_V2", "DICTIONARY", "DICTIONARY_V2"),
            List.of("none", "zlib", "snappy", "lzo", "lz4", "zstd", "brotli"),
            OrcFileWriter.SUPPORT);

    @Override
    public String name() {
        return "ORC";
    }

    @Override
    public boolean claims(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".orc");
    }

    @Override
    public Recognition recognizes(byte[] head) {
        boolean magic = head.length > 3 && head[0] == 'O' && head[1] == 'R' && head[2] == 'C';
        return magic ? Recognition.SIGNATURE : Recognition.NO;
    }

    @Override
    public FormatSupport support() {
        return SUPPORT;
    }

    @Override
    public List<String> serdes() {
        return List.of("org.apache.hadoop.hive.ql.io.orc.OrcSerde");
    }

    @Override
    public boolean readsFieldPaths() {
        return true;
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return TailReader.read(file, options, metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new StripeSource(file, (OrcMetadata) metadata, rowGroup, request);
    }

    @Override
    public void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        OrcFileWriter.check(columns, options);
    }

    @Override
    public String fileEnding(WriteOptions options) {
        return ".orc";
    }

    @Override
    public FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        return new OrcFileWriter(sink, columns, options);
    }
}
