package dev.tarn.format.text.ion;

import dev.tarn.format.text.io.ContentStream;
import dev.tarn.format.text.record.ParsedSource;
import dev.tarn.spi.nested.ColumnAppender;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;

/** Reads the structs at the top of a file. */
final class IonSource extends ParsedSource<Object> {
    private final IonValues values;

    IonSource(InputFile file, IonMetadata metadata, ScanRequest request) {
        super(file, metadata, request, metadata.ion().badRecords());
        values = new IonValues(request.columns(), metadata.ion());
        start();
    }

    @Override
    protected Parser<Object> open(ContentStream stream) {
        return new IonParser(stream, file.entry().location().text());
    }

    @Override
    protected void append(Object record, ColumnAppender[] columns) {
        for (int i = 0; i < columns.length; i++) {
            values.append(record, i, columns[i]);
        }
    }

    @Override
    protected long line(Object record) {
        return -1;
    }

    @Override
    protected String text(Object record) {
        return IonTexts.of(record);
    }
}
