package dev.tarn.format.parquet.read;

import dev.tarn.format.parquet.convert.Conversion;
import dev.tarn.format.parquet.convert.ValuePrinter;
import dev.tarn.format.parquet.metadata.ChunkMetadata;
import dev.tarn.format.parquet.metadata.ParquetColumn;
import dev.tarn.format.parquet.metadata.ParquetField;
import dev.tarn.format.parquet.metadata.ParquetMetadata;
import dev.tarn.format.parquet.metadata.RowGroupMetadata;
import dev.tarn.format.parquet.variant.VariantText;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.split.ScanColumn;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;

/** Makes the readers of the columns that a request names. One thread at a time. */
final class ColumnFactory {
    private final ParquetMetadata metadata;
    private final RowGroupMetadata rowGroup;
    private final BufferAllocator allocator;

    ColumnFactory(ParquetMetadata metadata, RowGroupMetadata rowGroup, BufferAllocator allocator) {
        this.metadata = metadata;
        this.rowGroup = rowGroup;
        this.allocator = allocator;
    }

    /**
     * Makes a column's reader.
     *
     * @throws TarnException NOT_SUPPORTED for what cannot be read, HIVE_PARTITION_SCHEMA_MISMATCH for what does not widen
     */
    BatchColumn open(ScanColumn wanted) {
        ParquetField field = metadata.field(wanted.name(), wanted.path());
        if (field == null) {
            requireWay(wanted);
            return new NullColumn(wanted, allocator);
        }
        if (field.kind() == ParquetField.Kind.PRIMITIVE) {
            return flat(field, wanted);
        }
        List<LeafReader> leaves = new ArrayList<>();
        try {
            return new NestedColumn(leaves, node(field, wanted.type(), leaves));
        } catch (RuntimeException | Error e) {
            leaves.forEach(LeafReader::close);
            throw e;
        }
    }

    /** A path leads through ROWs only: what it meets in the file has to be one. */
    private void requireWay(ScanColumn wanted) {
        for (int i = 0; i < wanted.path().size(); i++) {
            ParquetField field = metadata.field(wanted.name(), wanted.path().subList(0, i));
            if (field != null && field.kind() != ParquetField.Kind.ROW) {
                requireReadable(field);
                throw mismatch(field, Type.row(new TypeField(wanted.path().get(i), wanted.type())));
            }
        }
    }

    private static void requireReadable(ParquetField field) {
        if (field.unsupported() != null) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, field.unsupported());
        }
    }

    private static TarnException mismatch(ParquetField field, Type wanted) {
        return new TarnException(
                ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                "the column is " + field.type() + " in the file, which does not widen to " + wanted);
    }

    private ChunkMetadata chunk(ParquetColumn leaf) {
        ChunkMetadata chunk = rowGroup.chunks().get(leaf.chunkIndex());
        if (chunk.unsupported() != null) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, chunk.unsupported());
        }
        return chunk;
    }

    private BatchColumn flat(ParquetField field, ScanColumn wanted) {
        requireReadable(field);
        ParquetColumn leaf = field.leaf();
        if (field.type().kind() == TypeKind.UNKNOWN) {
            return new NullColumn(wanted, allocator);
        }
        if (ValuePrinter.prints(leaf.type(), wanted.type())) {
            ReadColumn read = read(leaf, ScanColumn.of(leaf.name(), leaf.type()));
            return new PrintedColumn(
                    new FixedColumnReader(read, false, allocator), new ValuePrinter(wanted.type(), allocator));
        }
        ReadColumn read = read(leaf, wanted);
        return wanted.layout() == Layout.BYTES
                ? new BytesColumnReader(read, false, allocator)
                : new FixedColumnReader(read, false, allocator);
    }

    private ReadColumn read(ParquetColumn leaf, ScanColumn wanted) {
        return new ReadColumn(
                leaf,
                chunk(leaf),
                wanted,
                Conversion.of(leaf, wanted),
                metadata.options().verifiesChecksums());
    }

    private Assembly node(ParquetField field, Type wanted, List<LeafReader> leaves) {
        return switch (field.kind()) {
            case PRIMITIVE -> leaf(field, wanted, leaves);
            case LIST -> list(field, wanted, leaves);
            case MAP -> map(field, wanted, leaves);
            case ROW -> row(field, wanted, leaves);
            case VARIANT -> variant(field, wanted, leaves);
        };
    }

    private Assembly leaf(ParquetField field, Type wanted, List<LeafReader> leaves) {
        requireReadable(field);
        ParquetColumn leaf = field.leaf();
        if (field.type().kind() == TypeKind.UNKNOWN) {
            addLevels(field, leaves);
            return new Assembly.OfNulls(field, wanted, leaves.get(leaves.size() - 1), allocator);
        }
        boolean prints = ValuePrinter.prints(leaf.type(), wanted);
        ReadColumn read = read(leaf, ScanColumn.of(leaf.name(), prints ? leaf.type() : wanted));
        LeafReader reader = new LeafReader(read, true, prints ? new ValuePrinter(wanted, allocator) : null, allocator);
        leaves.add(reader);
        return new Assembly.OfLeaf(reader);
    }

    private static void requireKind(ParquetField field, Type wanted, TypeKind kind) {
        if (wanted.kind() != kind) {
            requireReadable(field);
            throw mismatch(field, wanted);
        }
    }

    private Assembly list(ParquetField field, Type wanted, List<LeafReader> leaves) {
        requireKind(field, wanted, TypeKind.ARRAY);
        int first = leaves.size();
        Assembly element = node(field.children().get(0), wanted.fieldType(0), leaves);
        return new Assembly.OfList(field, wanted, leaves.get(first), element, allocator);
    }

    private Assembly map(ParquetField field, Type wanted, List<LeafReader> leaves) {
        requireKind(field, wanted, TypeKind.MAP);
        int first = leaves.size();
        Assembly key = node(field.children().get(0), wanted.fieldType(0), leaves);
        Assembly value = node(field.children().get(1), wanted.fieldType(1), leaves);
        return new Assembly.OfMap(field, wanted, leaves.get(first), key, value, allocator);
    }

    private Assembly row(ParquetField field, Type wanted, List<LeafReader> leaves) {
        requireKind(field, wanted, TypeKind.ROW);
        int first = leaves.size();
        List<Assembly> fields = new ArrayList<>();
        for (TypeField part : wanted.fields()) {
            ParquetField child = part.name() == null ? null : field.child(part.name());
            fields.add(child == null ? null : node(child, part.type(), leaves));
        }
        if (leaves.size() == first) {
            addLevels(field, leaves);
        }
        return new Assembly.OfRow(field, wanted, leaves.get(first), fields, allocator);
    }

    /** Reads the levels of some leaf, which tell where there are rows of which no field is in the file. */
    private void addLevels(ParquetField field, List<LeafReader> leaves) {
        if (field.firstLeaf() == null) {
            requireReadable(field);
        }
        ParquetColumn leaf = field.firstLeaf();
        ReadColumn read = read(leaf, ScanColumn.of(leaf.name(), leaf.type()));
        leaves.add(new LeafReader(read, false, null, allocator));
    }

    private Assembly variant(ParquetField field, Type wanted, List<LeafReader> leaves) {
        requireReadable(field);
        if (!wanted.isText()) {
            throw mismatch(field, wanted);
        }
        int first = leaves.size();
        List<Assembly> fields = new ArrayList<>();
        for (ParquetField child : field.children()) {
            fields.add(node(child, child.type(), leaves));
        }
        Type rowType = field.rowType();
        Assembly row = new Assembly.OfRow(field, rowType, leaves.get(first), fields, allocator);
        return new VariantAssembly(row, new VariantText(rowType, wanted, allocator));
    }
}
