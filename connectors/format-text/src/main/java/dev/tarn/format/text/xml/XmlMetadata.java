package dev.tarn.format.text.xml;

import dev.tarn.format.text.io.TextLayout;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import java.util.List;

/** What is known of a file of XML: besides what is of any text, which elements are records. */
final class XmlMetadata extends TextMetadata {
    private final XmlOptions xml;

    XmlMetadata(
            TextLayout layout,
            FormatOptions options,
            List<ColumnSchema> columns,
            Inference inference,
            long rowCount,
            XmlOptions xml) {
        super(layout, options, columns, inference, rowCount);
        this.xml = xml;
    }

    /** Returns the options, with the name of the elements that are records. */
    XmlOptions xml() {
        return xml;
    }
}
