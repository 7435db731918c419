package dev.tarn.format.parquet;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.ColumnChunk;
import org.apache.parquet.format.ColumnCryptoMetaData;
import org.apache.parquet.format.ColumnIndex;
import org.apache.parquet.format.ColumnMetaData;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.CompressionCodec;
import org.apache.parquet.format.DataPageHeader;
import org.apache.parquet.format.DataPageHeaderV2;
import org.apache.parquet.format.DictionaryPageHeader;
import org.apache.parquet.format.Encoding;
import org.apache.parquet.format.EncryptionWithFooterKey;
import org.apache.parquet.format.FileMetaData;
import org.apache.parquet.format.OffsetIndex;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.PageLocation;
import org.apache.parquet.format.PageType;
import org.apache.parquet.format.RowGroup;
import org.apache.parquet.format.SchemaElement;
import org.apache.parquet.format.Type;
import org.apache.parquet.format.TypeDefinedOrder;
import org.apache.parquet.format.Util;

/** Writes files of one row group page by page, with an index of the pages: what DuckDB does not write. */
final class HandMadeFile {
    /** The path of a leaf that is marked as encrypted. */
    static final List<String> ENCRYPTED = List.of("encrypted");

    private final List<SchemaElement> schema = new ArrayList<>();
    private final List<Leaf> leaves = new ArrayList<>();
    private final int rowCount;

    HandMadeFile(int rowCount) {
        this.rowCount = rowCount;
        schema.add(new SchemaElement("root"));
        schema.get(0).setNum_children(0);
    }

    /** Levels and a value, without the length in front of it; null where there is none. */
    record Entry(int repetition, int definition, byte[] value) {}

    /**
     * A column chunk.
     *
     * @param rowsPerPage how many rows a page has; negative for entries, so that rows go on from page to page
     * @param order of values, or null for a chunk without an index of its pages
     */
    record Leaf(
            Type type,
            List<String> path,
            int maxRepetition,
            int maxDefinition,
            List<Entry> entries,
            int rowsPerPage,
            boolean secondVersion,
            boolean dictionary,
            Comparator<byte[]> order) {}

    /** Adds elements of the schema, whose first one is a column. */
    HandMadeFile column(SchemaElement... elements) {
        schema.get(0).setNum_children(schema.get(0).getNum_children() + 1);
        schema.addAll(List.of(elements));
        return this;
    }

    HandMadeFile leaf(Leaf leaf) {
        leaves.add(leaf);
        return this;
    }

    static byte[] le(int value) {
        return ByteBuffer.allocate(4)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt(value)
                .array();
    }

    static byte[] le(long value) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(value)
                .array();
    }

    static long number(byte[] le) {
        ByteBuffer buffer = ByteBuffer.wrap(le).order(ByteOrder.LITTLE_ENDIAN);
        return le.length == 4 ? buffer.getInt() : buffer.getLong();
    }

    byte[] write() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        List<ColumnChunk> chunks = new ArrayList<>();
        List<OffsetIndex> offsets = new ArrayList<>();
        List<ColumnIndex> indexes = new ArrayList<>();
        for (Leaf leaf : leaves) {
            OffsetIndex offset = new OffsetIndex(new ArrayList<>());
            ColumnIndex index =
                    new ColumnIndex(new ArrayList<>(), new ArrayList<>(), new ArrayList<>(), BoundaryOrder.UNORDERED);
            index.setNull_counts(new ArrayList<>());
            chunks.add(chunk(leaf, offset, index, out));
            offsets.add(offset);
            indexes.add(index);
        }
        for (int i = 0; i < chunks.size(); i++) {
            if (leaves.get(i).order() != null) {
                chunks.get(i).setColumn_index_offset(out.size());
                Util.writeColumnIndex(indexes.get(i), out);
                chunks.get(i).setColumn_index_length((int)
                        (out.size() - chunks.get(i).getColumn_index_offset()));
                chunks.get(i).setOffset_index_offset(out.size());
                Util.writeOffsetIndex(offsets.get(i), out);
                chunks.get(i).setOffset_index_length((int)
                        (out.size() - chunks.get(i).getOffset_index_offset()));
            }
        }
        FileMetaData footer = new FileMetaData(1, schema, rowCount, List.of(new RowGroup(chunks, 0, rowCount)));
        footer.setColumn_orders(leaves.stream()
                .map(leaf -> ColumnOrder.TYPE_ORDER(new TypeDefinedOrder()))
                .toList());
        int start = out.size();
        Util.writeFileMetaData(footer, out);
        out.writeBytes(le(out.size() - start));
        out.writeBytes("PAR1".getBytes(StandardCharsets.US_ASCII));
        return out.toByteArray();
    }

    private ColumnChunk chunk(Leaf leaf, OffsetIndex offset, ColumnIndex index, ByteArrayOutputStream out)
            throws IOException {
        int start = out.size();
        Map<ByteBuffer, Integer> dictionary = new LinkedHashMap<>();
        List<Encoding> encodings = List.of(Encoding.PLAIN);
        if (leaf.dictionary()) {
            leaf.entries().stream()
                    .filter(entry -> entry.value() != null)
                    .forEach(entry -> dictionary.putIfAbsent(ByteBuffer.wrap(entry.value()), dictionary.size()));
            writeDictionary(leaf, dictionary, out);
            encodings = List.of(Encoding.RLE_DICTIONARY);
        }
        int dataStart = out.size();
        int from = 0;
        int row = 0;
        while (from < leaf.entries().size()) {
            int to = from;
            int rows = 0;
            while (to < leaf.entries().size() && isInPage(leaf, to, to - from, rows)) {
                rows += leaf.entries().get(to).repetition() == 0 ? 1 : 0;
                to++;
            }
            int pageStart = out.size();
            List<Entry> entries = leaf.entries().subList(from, to);
            writePage(leaf, entries, rows, dictionary, out);
            offset.addToPage_locations(new PageLocation(pageStart, out.size() - pageStart, row));
            addBounds(leaf, entries, index);
            row += rows;
            from = to;
        }
        ColumnMetaData meta = new ColumnMetaData(
                leaf.type(),
                encodings,
                leaf.path(),
                CompressionCodec.UNCOMPRESSED,
                leaf.entries().size(),
                out.size() - start,
                out.size() - start,
                dataStart);
        if (leaf.dictionary()) {
            meta.setDictionary_page_offset(start);
        }
        ColumnChunk chunk = new ColumnChunk(start);
        chunk.setMeta_data(meta);
        if (leaf.path() == ENCRYPTED) {
            chunk.setCrypto_metadata(ColumnCryptoMetaData.ENCRYPTION_WITH_FOOTER_KEY(new EncryptionWithFooterKey()));
        }
        return chunk;
    }

    private static boolean isInPage(Leaf leaf, int entry, int entries, int rows) {
        return leaf.rowsPerPage() < 0
                ? entries < -leaf.rowsPerPage()
                : leaf.entries().get(entry).repetition() > 0 || rows < leaf.rowsPerPage();
    }

    private static void addBounds(Leaf leaf, List<Entry> entries, ColumnIndex index) {
        if (leaf.order() == null) {
            return;
        }
        List<byte[]> values = entries.stream()
                .map(Entry::value)
                .filter(value -> value != null)
                .sorted(leaf.order())
                .toList();
        index.addToNull_pages(values.isEmpty());
        index.addToMin_values(ByteBuffer.wrap(values.isEmpty() ? new byte[0] : values.get(0)));
        index.addToMax_values(ByteBuffer.wrap(values.isEmpty() ? new byte[0] : values.get(values.size() - 1)));
        index.addToNull_counts(entries.size() - values.size());
    }

    private static void writeDictionary(Leaf leaf, Map<ByteBuffer, Integer> dictionary, ByteArrayOutputStream out)
            throws IOException {
        ByteArrayOutputStream values = new ByteArrayOutputStream();
        dictionary.keySet().forEach(value -> plain(leaf.type(), value.array(), values));
        PageHeader header = new PageHeader(PageType.DICTIONARY_PAGE, values.size(), values.size());
        header.setDictionary_page_header(new DictionaryPageHeader(dictionary.size(), Encoding.PLAIN));
        Util.writePageHeader(header, out);
        values.writeTo(out);
    }

    private static void plain(Type type, byte[] value, ByteArrayOutputStream out) {
        if (type == Type.BYTE_ARRAY) {
            out.writeBytes(le(value.length));
        }
        out.writeBytes(value);
    }

    private static void writePage(
            Leaf leaf, List<Entry> entries, int rows, Map<ByteBuffer, Integer> dictionary, ByteArrayOutputStream out)
            throws IOException {
        byte[] repetitions = leaf.maxRepetition() == 0
                ? new byte[0]
                : levels(entries.stream().map(Entry::repetition).toList());
        byte[] definitions = leaf.maxDefinition() == 0
                ? new byte[0]
                : levels(entries.stream().map(Entry::definition).toList());
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] levels : List.of(repetitions, definitions)) {
            if (levels.length > 0 && !leaf.secondVersion()) {
                body.writeBytes(le(levels.length));
            }
            body.writeBytes(levels);
        }
        if (leaf.dictionary()) {
            body.write(16);
        }
        for (Entry entry : entries) {
            if (entry.value() != null && leaf.dictionary()) {
                int code = dictionary.get(ByteBuffer.wrap(entry.value()));
                body.writeBytes(new byte[] {2, (byte) code, (byte) (code >> 8)});
            } else if (entry.value() != null) {
                plain(leaf.type(), entry.value(), body);
            }
        }
        Encoding encoding = leaf.dictionary() ? Encoding.RLE_DICTIONARY : Encoding.PLAIN;
        PageHeader header = new PageHeader(PageType.DATA_PAGE, body.size(), body.size());
        if (leaf.secondVersion()) {
            int nulls = (int)
                    entries.stream().filter(entry -> entry.value() == null).count();
            header.setType(PageType.DATA_PAGE_V2);
            header.setData_page_header_v2(new DataPageHeaderV2(
                    entries.size(), nulls, rows, encoding, definitions.length, repetitions.length));
            header.getData_page_header_v2().setIs_compressed(false);
        } else {
            header.setData_page_header(new DataPageHeader(entries.size(), encoding, Encoding.RLE, Encoding.RLE));
        }
        Util.writePageHeader(header, out);
        body.writeTo(out);
    }

    /** Writes levels as runs of equal ones. */
    private static byte[] levels(List<Integer> levels) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        int from = 0;
        while (from < levels.size()) {
            int to = from;
            while (to < levels.size() && levels.get(to).equals(levels.get(from))) {
                to++;
            }
            for (int header = to - from << 1; ; header >>>= 7) {
                if (header < 0x80) {
                    out.write(header);
                    break;
                }
                out.write(header | 0x80);
            }
            out.write(levels.get(from));
            from = to;
        }
        return out.toByteArray();
    }
}
