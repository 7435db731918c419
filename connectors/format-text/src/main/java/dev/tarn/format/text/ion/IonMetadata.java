package dev.tarn.format.text.ion;

import dev.tarn.format.text.io.TextLayout;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import java.util.List;

/** What is known of a file of Ion: besides what is of any text, the table's properties. */
final class IonMetadata extends TextMetadata {
    private final IonOptions ion;

    IonMetadata(
            TextLayout layout,
            FormatOptions options,
            List<ColumnSchema> columns,
            Inference inference,
            long rowCount,
            IonOptions ion) {
        super(layout, options, columns, inference, rowCount);
        this.ion = ion;
    }

    IonOptions ion() {
        return ion;
    }
}
