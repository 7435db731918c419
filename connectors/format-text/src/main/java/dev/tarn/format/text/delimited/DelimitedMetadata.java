package dev.tarn.format.text.delimited;

import dev.tarn.format.text.io.TextLayout;
import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.record.TextMetadata;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.Inference;
import java.util.List;

/** What is known of a delimited file. */
final class DelimitedMetadata extends TextMetadata {
    private static final long BYTES_PER_PART = 16;

    private final Dialect dialect;
    private final DelimitedOptions settings;
    private final boolean declared;
    private final PartBoundaries boundaries;

    /** Makes it; {@code inference} is null if the columns were declared. */
    DelimitedMetadata(
            TextLayout layout,
            FormatOptions options,
            DelimitedOptions settings,
            Dialect dialect,
            List<ColumnSchema> columns,
            Inference inference,
            long rowCount) {
        super(layout, options, columns, inference, rowCount);
        this.dialect = dialect;
        this.settings = settings;
        this.declared = inference == null;
        this.boundaries = new PartBoundaries(layout.partCount());
    }

    Dialect dialect() {
        return dialect;
    }

    BadRecords badRecords() {
        return settings.badRecords();
    }

    int footerLines() {
        return settings.footerLines();
    }

    /** Returns the separators of nested values, the outermost first. */
    byte[] separators() {
        return settings.separators();
    }

    /** Returns whether the types are those of a declaration; if not, a sample showed them. */
    boolean isDeclared() {
        return declared;
    }

    PartBoundaries boundaries() {
        return boundaries;
    }

    @Override
    public long retainedBytes() {
        return super.retainedBytes() + layout().partCount() * BYTES_PER_PART;
    }
}
