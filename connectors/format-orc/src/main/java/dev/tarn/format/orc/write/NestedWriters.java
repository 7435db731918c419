package dev.tarn.format.orc.write;

import dev.tarn.spi.nested.CellBlock;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.io.IOException;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcProto.Stream.Kind;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.RunLengthIntegerWriterV2;

/** The writers of nested columns: they take cells apart. */
final class NestedWriters {
    private NestedWriters() {}

    private static void appendPart(ColumnWriter part, Layout layout, CellBlock block, int index) throws IOException {
        if (block.isNull(index)) {
            part.appendNull();
        } else {
            part.append(layout, block.address(index), block.length(index));
        }
    }

    /** A ROW, and the root, whose columns are appended by the file's writer. */
    static final class Row extends ColumnWriter {
        private final ColumnWriter[] fields;
        private final Layout[] layouts;
        private final CellBlock cell;

        Row(Type type, TypeDescription stored, StripeStreams streams) throws IOException {
            super(stored, streams);
            int count = type.fields().size();
            fields = new ColumnWriter[count];
            layouts = new Layout[count];
            cell = new CellBlock(type);
            for (int i = 0; i < count; i++) {
                fields[i] = child(
                        ColumnWriters.of(type.fieldType(i), stored.getChildren().get(i), streams));
                layouts[i] = type.fieldType(i).defaultLayout();
            }
        }

        ColumnWriter field(int index) {
            return fields[index];
        }

        /** Counts rows of the file, whose columns are appended one by one. */
        void countRows(int count) {
            statistics.increment(count);
        }

        @Override
        protected void write(Layout layout, long address, int length) throws IOException {
            cell.toFields(address);
            for (int i = 0; i < fields.length; i++) {
                appendPart(fields[i], layouts[i], cell, i);
            }
        }

        @Override
        protected OrcProto.ColumnEncoding encoding() {
            return encoding(OrcProto.ColumnEncoding.Kind.DIRECT);
        }
    }

    /** What has a length and parts. */
    private abstract static class Repeated extends ColumnWriter {
        private final RunLengthIntegerWriterV2 lengths;

        Repeated(TypeDescription stored, StripeStreams streams) throws IOException {
            super(stored, streams);
            lengths = integers(Kind.LENGTH, false);
        }

        protected final void writeCount(int count) throws IOException {
            lengths.write(count);
            statistics.updateCollectionLength(count);
        }

        protected static void writeParts(ColumnWriter part, Layout layout, CellBlock block) throws IOException {
            for (int i = 0; i < block.count(); i++) {
                appendPart(part, layout, block, i);
            }
        }

        @Override
        protected OrcProto.ColumnEncoding encoding() {
            return encoding(OrcProto.ColumnEncoding.Kind.DIRECT_V2);
        }
    }

    static final class Array extends Repeated {
        private final ColumnWriter element;
        private final CellBlock block;
        private final Layout layout;

        Array(Type type, TypeDescription stored, StripeStreams streams) throws IOException {
            super(stored, streams);
            element = child(
                    ColumnWriters.of(type.fieldType(0), stored.getChildren().get(0), streams));
            block = new CellBlock(type.fieldType(0));
            layout = type.fieldType(0).defaultLayout();
        }

        @Override
        protected void write(Layout ignored, long address, int length) throws IOException {
            block.toElements(address);
            writeCount(block.count());
            writeParts(element, layout, block);
        }
    }

    static final class Map extends Repeated {
        private final ColumnWriter key;
        private final ColumnWriter value;
        private final CellBlock keys;
        private final CellBlock values;
        private final Layout keyLayout;
        private final Layout valueLayout;

        Map(Type type, TypeDescription stored, StripeStreams streams) throws IOException {
            super(stored, streams);
            key = child(ColumnWriters.of(type.fieldType(0), stored.getChildren().get(0), streams));
            value = child(
                    ColumnWriters.of(type.fieldType(1), stored.getChildren().get(1), streams));
            keys = new CellBlock(type.fieldType(0));
            values = new CellBlock(type.fieldType(1));
            keyLayout = type.fieldType(0).defaultLayout();
            valueLayout = type.fieldType(1).defaultLayout();
        }

        @Override
        protected void write(Layout ignored, long address, int length) throws IOException {
            keys.toKeys(address);
            values.toValues(address);
            writeCount(keys.count());
            writeParts(key, keyLayout, keys);
            writeParts(value, valueLayout, values);
        }
    }
}
