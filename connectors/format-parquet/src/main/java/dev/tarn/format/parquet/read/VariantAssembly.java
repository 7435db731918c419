package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.variant.VariantText;
import dev.tarn.spi.batch.Column;

/** The JSON text of VARIANT values, whose groups are put together as ROWs first. */
final class VariantAssembly extends Assembly {
    private final Assembly row;
    private final VariantText text;

    VariantAssembly(Assembly row, VariantText text) {
        this.row = row;
        this.text = text;
    }

    @Override
    Column assemble() {
        return text.convert(row.assemble());
    }

    @Override
    public void close() {
        row.close();
        text.close();
    }
}
