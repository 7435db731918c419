package dev.tarn.format.text.xml;

import dev.tarn.format.text.io.ContentStream;
import dev.tarn.format.text.record.ParsedSource;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.nio.charset.StandardCharsets;

/** Reads the records of a document. */
final class XmlSource extends ParsedSource<XmlElement> {
    private final XmlOptions xml;
    private final XmlValues values;

    XmlSource(InputFile file, XmlMetadata metadata, ScanRequest request) {
        super(file, metadata, request, metadata.xml().badRecords());
        xml = metadata.xml();
        values = new XmlValues(request.columns(), xml, metadata.inference().isPresent());
        start();
    }

    @Override
    protected Parser<XmlElement> open(ContentStream stream) {
        // What was of another character set by its first bytes or a property has become UTF-8 already.
        boolean isUtf8 = !metadata.layout().charset().equals(StandardCharsets.UTF_8);
        return new XmlParser(stream, isUtf8, file.entry().location().text(), xml.rowTag());
    }

    @Override
    protected void append(XmlElement record, ColumnAppender[] columns) {
        for (int i = 0; i < columns.length; i++) {
            values.append(record, i, columns[i]);
        }
    }

    @Override
    protected long line(XmlElement record) {
        return record.line;
    }

    @Override
    protected String text(XmlElement record) {
        return record.toString();
    }
}
