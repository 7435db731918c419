package dev.tarn.format.parquet;

import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.FooterReader;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.format.parquet.metadata.ReadOptions;
import dev.tarn.format.parquet.read.DictionaryProbe;
import dev.tarn.format.parquet.read.RowGroupSource;
import dev.tarn.format.parquet.write.ParquetFileWriter;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FileWriter;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.format.WriteOptions;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.ByteRange;
import dev.tarn.spi.storage.ByteSink;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Parquet: columns of every type, encoding and codec that the format has, but for what the documentation names. */
public final class ParquetFormat implements FileFormat {
    @Override
    public String name() {
        return "PARQUET";
    }

    @Override
    public boolean claims(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return name.endsWith(".parquet") || name.endsWith(".parq");
    }

    @Override
    public Recognition recognizes(byte[] head) {
        boolean signed = head.length >= 4
                && head[0] == 'P'
                && head[1] == 'A'
                && head[2] == 'R'
                && (head[3] == '1' || head[3] == 'E');
        return signed ? Recognition.SIGNATURE : Recognition.NO;
    }

    @Override
    public FormatSupport support() {
        return ParquetSupport.SUPPORT;
    }

    @Override
    public List<String> serdes() {
        return List.of(
                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe", "parquet.hive.serde.ParquetHiveSerDe");
    }

    @Override
    public boolean readsFieldPaths() {
        return true;
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return FooterReader.read(file, ReadOptions.of(options), metrics);
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        return new RowGroupSource(file, (ParquetMetadata) metadata, rowGroup, request);
    }

    @Override
    public List<ByteRange> ranges(FileMetadata metadata, int rowGroup, List<ScanColumn> columns) {
        ParquetMetadata parquet = (ParquetMetadata) metadata;
        List<ByteRange> ranges = new ArrayList<>();
        for (ScanColumn column : columns) {
            ParquetColumn leaf = column.path().isEmpty() ? parquet.flatLeaf(column.name()) : null;
            if (leaf != null) {
                ChunkMetadata chunk = parquet.rowGroup(rowGroup).chunks().get(leaf.chunkIndex());
                ranges.add(new ByteRange(chunk.offset(), chunk.length()));
            } else if (parquet.field(column.name()) != null) {
                return List.of();
            }
        }
        return ranges;
    }

    @Override
    public long dictionarySize(
            InputFile file, FileMetadata metadata, int rowGroup, String columnName, ScanMetrics metrics) {
        return DictionaryProbe.size(file, (ParquetMetadata) metadata, rowGroup, columnName, metrics);
    }

    @Override
    public void checkWritable(List<ColumnSchema> columns, WriteOptions options) {
        ParquetFileWriter.check(columns, options);
    }

    @Override
    public String fileEnding(WriteOptions options) {
        return ".parquet";
    }

    @Override
    public FileWriter writer(ByteSink sink, List<ColumnSchema> columns, WriteOptions options) {
        return new ParquetFileWriter(sink, columns, options);
    }
}
