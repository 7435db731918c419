package dev.tarn.format.avro;

import dev.tarn.format.avro.read.AvroSource;
import dev.tarn.format.avro.schema.AvroMetadata;
import dev.tarn.format.avro.write.AvroFileWriter;
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

/** Avro's object container files. A row group is a range of bytes: the blocks whose sync markers begin in it. */
public final class AvroFormat implements FileFormat {
    private static final int RANGE_BYTES = 8 << 20;
    private static final FormatSupport SUPPORT = new FormatSupport(
            List.of(".avro"),
            List.of(
                    new StoredType("null", "unknown"),
                    new StoredType("boolean", "boolean"),
                    new StoredType("int", "integer"),
                    new StoredType("long", "bigint"),
                    new StoredType("float", "real"),
                    new StoredType("double", "double"),
                    new StoredType("bytes, fixed", "varbinary"),
                    new StoredType("string, enum", "varchar"),
                    new StoredType("decimal", "decimal(p, s)"),
                    new StoredType("date", "date"),
                    new StoredType("time-millis, time-micros", "time(3), time(6)"),
                    new StoredType("timestamp-millis, local-timestamp-millis", "timestamp(3)"),
                    new StoredType(
                            "timestamp-micros, timestamp-nanos, local-timestamp-micros, local-timestamp-nanos",
                            "timestamp(6)"),
                    new StoredType("uuid", "varchar"),
                    new StoredType("duration", "row(months bigint, days bigint, millis bigint)"),
                    new StoredType("array", "array"),
                    new StoredType("map", "map"),
                    new StoredType("record", "row"),
                    new StoredType("union", "the branches' common type, or row(tag tinyint, field0, field1, ...)")),
            List.of("binary"),
            List.of("none", "deflate", "snappy", "zstandard", "bzip2", "xz"),
            AvroFileWriter.SUPPORT);

    private final int rangeBytes;

    public AvroFormat() {
        this(RANGE_BYTES);
    }

    /** Makes a format with row groups of another size. */
    AvroFormat(int rangeBytes) {
        this.rangeBytes = rangeBytes;
    }

    @Override
    public String name() {
        return "AVRO";
    }

    @Override
    public boolean claims(String fileName) {
        return fileName.toLowerCase(Locale.ROOT).endsWith(".avro");
    }

    @Override
    public Recognition recognizes(byte[] head) {
        boolean magic = head.length > 4 && head[0] == 'O' && head[1] == 'b' && head[2] == 'j' && head[3] == 1;
        return magic ? Recognition.SIGNATURE : Recognition.NO;
    }

    @Override
    public FormatSupport support() {
        return SUPPORT;
    }

    @Override
    public List<String> serdes() {
        return List.of("org.apache.hadoop.hive.serde2.avro.AvroSerDe");
    }

    @Override
    public boolean readsFieldPaths() {
        return true;
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return HeaderReader.read(file, options, metrics, rangeBytes);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new AvroSource(file, (AvroMetadata) metadata, rowGroup, request);
    }

    @Override
    public void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        AvroFileWriter.check(columns, options);
    }

    @Override
    public String fileEnding(WriteOptions options) {
        return ".avro";
    }

    @Override
    public FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        return new AvroFileWriter(sink, columns, options);
    }
}
