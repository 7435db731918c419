package dev.tarn.format.text.xml;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.record.ParsedFormat;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.util.List;
import java.util.Map;

/** XML: each element of one name is a row. */
public final class XmlFormat extends ParsedFormat<XmlMetadata> {
    static final String SERDE = "com.ibm.spss.hive.serde2.xml.XmlSerDe";

    public XmlFormat() {
        super(SERDE, List.of(".xml"), List.of("elements"));
    }

    @Override
    public String name() {
        return "XML";
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
    protected List<StoredType> storedTypes() {
        return List.of(
                new StoredType("true, false", "boolean"),
                new StoredType("integer", "tinyint, smallint, integer, bigint"),
                new StoredType("number", "real, double, decimal(p, s)"),
                new StoredType("text", "varchar, varchar(n), char(n), varbinary"),
                new StoredType("yyyy-MM-dd", "date"),
                new StoredType("yyyy-MM-dd HH:mm:ss.f", "timestamp(p)"),
                new StoredType("HH:mm:ss.f", "time(p)"),
                new StoredType("elements of one name", "array(T)"),
                new StoredType("element with attributes or children", "row(...), map(K, V)"));
    }

    @Override
    protected XmlMetadata metadata(InputFile file, FormatOptions options, TextHead head) {
        XmlOptions xml = XmlOptions.of(options);
        boolean declared = !options.columns().isEmpty();
        if (declared && xml.rowTag() != null) {
            long rows = Math.max(1, head.estimateContentBytes() / 1000);
            return new XmlMetadata(head.layout(0, 0), options, options.columns(), null, rows, xml);
        }
        XmlSample sample = new XmlSample(head, file.entry().location().text(), xml.rowTag());
        XmlOptions known = new XmlOptions(sample.rowTag(), xml.paths(), xml.badRecords());
        List<ColumnSchema> columns = declared ? options.columns() : shown(sample);
        Inference inference = declared ? null : inference(columns, sample, head);
        long rows = head.estimateRows(sample.records().size(), head.bytes().length);
        return new XmlMetadata(head.layout(0, 0), options, columns, inference, Math.max(1, rows), known);
    }

    private static List<ColumnSchema> shown(XmlSample sample) {
        XmlShape shape = new XmlShape();
        sample.records().forEach(shape::add);
        return columns(shape.fields());
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
    protected BatchSource source(InputFile file, XmlMetadata metadata, ScanRequest request) {
        return new XmlSource(file, metadata, request);
    }
}
