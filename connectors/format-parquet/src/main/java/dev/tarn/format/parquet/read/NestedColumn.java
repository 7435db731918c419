package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/** A column of ARRAYs, MAPs or ROWs, or of text that is made of a group: FLAT cells. */
final class NestedColumn implements BatchColumn {
    private final List<LeafReader> leaves;
    private final Assembly assembly;

    NestedColumn(List<LeafReader> leaves, Assembly assembly) {
        this.leaves = leaves;
        this.assembly = assembly;
    }

    @Override
    public List<ParquetColumn> leaves() {
        return leaves.stream().map(LeafReader::column).toList();
    }

    @Override
    public void start(RowGroupReads reads, ChunkPlans plans) {
        leaves.forEach(leaf -> leaf.start(reads, plans));
    }

    @Override
    public Column read(int rows, SelectionVector selection) {
        leaves.forEach(leaf -> leaf.read(rows));
        Column column = assembly.assemble();
        if (column.rowCount() != rows) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA, "levels make " + column.rowCount() + " rows where " + rows + " are");
        }
        return column;
    }

    @Override
    public void skip(int rows) {
        leaves.forEach(leaf -> leaf.skip(rows));
    }

    @Override
    public void close() {
        leaves.forEach(LeafReader::close);
        assembly.close();
    }
}
