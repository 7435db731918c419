package dev.tarn.format.text.xml;

import dev.tarn.format.text.io.Compression;
import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.record.TypeWidening;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** XML: each element of one name is a row. */
public final class XmlFormat implements FileFormat {
    static final String SERDE = "com.ibm.spss.hive.serde2.xml.XmlSerDe";

    private static final List<String> ENDINGS = List.of(".xml");
    private static final int SAMPLE_BYTES = 1 << 20;

    @Override
    public String name() {
        return "XML";
    }

    @Override
    public boolean claims(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return ENDINGS.stream().anyMatch(name::endsWith);
    }

    @Override
    public Recognition recognizes(byte[] head) {
        int at = head.length >= 3 && head[0] == (byte) 0xEF ? 3 : 0;
        while (at < head.length && (head[at] == ' ' || head[at] == '\n' || head[at] == '\r' || head[at] == '\t')) {
            at++;
        }
        if (at + 1 >= head.length || head[at] != '<') {
            return Recognition.NO;
        }
        byte next = head[at + 1];
        boolean isName = next >= 'a' && next <= 'z' || next >= 'A' && next <= 'Z' || next == '_';
        return isName || next == '?' || next == '!' ? Recognition.SHAPE : Recognition.NO;
    }

    @Override
    public FormatSupport support() {
        return new FormatSupport(
                ENDINGS,
                List.of(
                        new StoredType("true, false", "boolean"),
                        new StoredType("integer", "tinyint, smallint, integer, bigint"),
                        new StoredType("number", "real, double, decimal(p, s)"),
                        new StoredType("text", "varchar, varchar(n), char(n), varbinary"),
                        new StoredType("yyyy-MM-dd", "date"),
                        new StoredType("yyyy-MM-dd HH:mm:ss.f", "timestamp(p)"),
                        new StoredType("HH:mm:ss.f", "time(p)"),
                        new StoredType("elements of one name", "array(T)"),
                        new StoredType("element with attributes or children", "row(...), map(K, V)")),
                List.of("elements"),
                Arrays.stream(Compression.values()).map(Compression::label).toList());
    }

    @Override
    public List<String> serdes() {
        return List.of(SERDE);
    }

    @Override
    public FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        XmlOptions xml = XmlOptions.of(options);
        TextHead head = TextHead.read(file, options, SAMPLE_BYTES, metrics);
        boolean declared = !options.columns().isEmpty();
        if (declared && xml.rowTag() != null) {
            long rows = Math.max(1, head.estimateContentBytes() / 1000);
            return new XmlMetadata(head.layout(0, 0), options, options.columns(), null, rows, xml);
        }
        XmlSample sample = new XmlSample(head, file.entry().location().text(), xml.rowTag());
        XmlOptions known = new XmlOptions(sample.rowTag(), xml.paths(), xml.badRecords());
        List<ColumnSchema> columns = declared ? options.columns() : columns(sample);
        Inference inference = declared ? null : inference(columns, sample, head);
        long rows = head.estimateRows(sample.records().size(), head.bytes().length);
        return new XmlMetadata(head.layout(0, 0), options, columns, inference, Math.max(1, rows), known);
    }

    private static List<ColumnSchema> columns(XmlSample sample) {
        XmlShape shape = new XmlShape();
        sample.records().forEach(shape::add);
        List<ColumnSchema> columns = new ArrayList<>();
        shape.fields().forEach(field -> columns.add(ColumnSchema.of(field.name(), field.type())));
        return columns;
    }

    private static Inference inference(List<ColumnSchema> columns, XmlSample sample, TextHead head) {
        return new Inference(
                SERDE,
                Map.of(XmlOptions.ROW_TAG, sample.rowTag()),
                columns,
                List.of(
                        "XML, one record for each element <" + sample.rowTag() + ">",
                        "columns are the attributes and children of the first "
                                + sample.records().size() + " records" + (head.isWhole() ? ", which are all" : "")
                                + ", in the order in which they came"));
    }

    @Override
    public BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        XmlMetadata known = (XmlMetadata) metadata;
        if (known.inference().isPresent()) {
            try {
                TypeWidening.check(file, known.columns(), request.columns());
            } catch (TarnException e) {
                file.close();
                throw e;
            }
        }
        return new XmlSource(file, known, request);
    }
}
