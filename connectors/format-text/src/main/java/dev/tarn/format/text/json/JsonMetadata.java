package dev.tarn.format.text.json;

import dev.tarn.format.text.io.TextLayout;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import java.util.List;

/** What is known of a file of JSON: besides what is of any text, how its records follow one another. */
final class JsonMetadata extends TextMetadata {
    private final JsonOptions json;
    private final JsonLayout records;

    JsonMetadata(
            TextLayout layout,
            FormatOptions options,
            List<ColumnSchema> columns,
            Inference inference,
            long rowCount,
            JsonOptions json,
            JsonLayout records) {
        super(layout, options, columns, inference, rowCount);
        this.json = json;
        this.records = records;
    }

    JsonOptions json() {
        return json;
    }

    JsonLayout records() {
        return records;
    }
}
