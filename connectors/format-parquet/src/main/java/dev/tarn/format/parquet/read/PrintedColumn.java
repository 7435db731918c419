package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.ValuePrinter;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import java.util.List;

/** A column of numbers, times and the like that is asked for as text. */
final class PrintedColumn implements BatchColumn {
    private final FixedColumnReader reader;
    private final ValuePrinter printer;

    PrintedColumn(FixedColumnReader reader, ValuePrinter printer) {
        this.reader = reader;
        this.printer = printer;
    }

    @Override
    public List<ParquetColumn> leaves() {
        return reader.leaves();
    }

    @Override
    public void start(RowGroupReads reads, ChunkPlans plans) {
        reader.start(reads, plans);
    }

    @Override
    public int uniformRows(int wanted) {
        return reader.uniformRows(wanted);
    }

    @Override
    public Column read(int rows, SelectionVector selection) {
        // Values of rows that nobody wants may be anything, and not all of that has a text form.
        return printer.print(reader.read(rows, null));
    }

    @Override
    public void skip(int rows) {
        reader.skip(rows);
    }

    @Override
    public void close() {
        reader.close();
        printer.close();
    }
}
