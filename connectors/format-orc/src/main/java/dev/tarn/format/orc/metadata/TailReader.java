package dev.tarn.format.orc.metadata;

import com.google.protobuf.CodedInputStream;
import dev.tarn.format.orc.codec.ChunkCodec;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.catalog.ColumnStatistics;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.orc.CompressionKind;
import org.apache.orc.OrcFile;
import org.apache.orc.OrcProto;
import org.apache.orc.OrcUtils;
import org.apache.orc.StripeInformation;
import org.apache.orc.TypeDescription;
import org.apache.orc.impl.BufferChunk;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.ReaderImpl;

/**
 * Reads tails: the last bytes of the file, as many as tails usually have, then what lies before them if it belongs to the
 * tail too.
 *
 * <p>Columns are mapped to a table's by name, or by position where the table's property
 * {@value #INDEX_ACCESS} says so or the file's columns have no names ({@code _col0} and so on).
 */
public final class TailReader {
    /** The SerDe property that asks for columns by position. */
    static final String INDEX_ACCESS = "orc.column.index.access";

    private static final int GUESSED_BYTES = 16 << 10;
    private static final byte[] MAGIC = {'O', 'R', 'C'};
    private static final Pattern NAMELESS = Pattern.compile("_col\\d+");
    /** What writers in C++ put into Bloom filters before they were mended cannot be found there. */
    private static final Set<String> BAD_BLOOM_VERSIONS = Set.of(
            "1.6.0", "1.6.1", "1.6.2", "1.6.3", "1.6.4", "1.6.5", "1.6.6", "1.6.7", "1.6.8", "1.6.9", "1.6.10",
            "1.6.11", "1.7.0");

    private static final int WRITER_CPP = 1;

    private final InputFile file;
    private final ScanMetrics metrics;
    private final long size;
    /** The end of the file, as far as it was read. */
    private byte[] tail;

    private TailReader(InputFile file, ScanMetrics metrics) {
        this.file = file;
        this.metrics = metrics;
        this.size = file.entry().sizeBytes();
    }

    /** @throws TarnException HIVE_BAD_DATA, NOT_SUPPORTED (encrypted), positioned at the file */
    public static OrcMetadata read(InputFile file, FormatOptions options, ScanMetrics metrics) {
        try {
            return new TailReader(file, metrics).read(options);
        } catch (IOException | RuntimeException | OutOfMemoryError e) {
            RuntimeException known = Corrupt.translate(e, "the tail");
            throw known instanceof TarnException plain
                    ? plain.at(ErrorPosition.InFile.of(file.entry().location().text()))
                    : known;
        }
    }

    private OrcMetadata read(FormatOptions options) throws IOException {
        if (size <= MAGIC.length + 1) {
            throw Corrupt.data("this is not an ORC file: it has " + size + " bytes");
        }
        tail = readBytes(Math.max(0, size - GUESSED_BYTES), (int) Math.min(size, GUESSED_BYTES));
        int scriptLength = tail[tail.length - 1] & 0xFF;
        OrcProto.PostScript script = postScript(scriptLength);
        long footerLength = script.getFooterLength();
        long metadataLength = script.getMetadataLength();
        long tailLength = 1L + scriptLength + footerLength + metadataLength;
        if (footerLength < 0 || metadataLength < 0 || tailLength > size || tailLength > Integer.MAX_VALUE - 8) {
            throw Corrupt.data("the footer cannot have " + footerLength + " bytes and the stripes' statistics "
                    + metadataLength + " in a file of " + size);
        }
        extendTail((int) tailLength);
        CompressionKind compression =
                CompressionKind.valueOf(script.getCompression().name());
        int bufferSize = ReaderImpl.getCompressionBlockSize(script);
        long blockSize = script.hasCompressionBlockSize() ? script.getCompressionBlockSize() : bufferSize;
        if (blockSize <= 0 || blockSize >= 1 << 23) {
            throw Corrupt.data("a chunk cannot have " + blockSize + " bytes");
        }
        int footerStart = tail.length - 1 - scriptLength - (int) footerLength;
        OrcProto.Footer footer;
        OrcProto.Metadata metadata;
        try (ChunkCodec codec = ChunkCodec.of(compression)) {
            InStream.StreamOptions streams = InStream.options();
            if (codec != null) {
                streams.withCodec(codec).withBufferSize(bufferSize);
            }
            footer = OrcProto.Footer.parseFrom(part(footerStart, (int) footerLength, streams));
            metadata = OrcProto.Metadata.parseFrom(
                    part(footerStart - (int) metadataLength, (int) metadataLength, streams));
        }
        return convert(script, footer, metadata, compression, bufferSize, options);
    }

    private OrcProto.PostScript postScript(int length) throws IOException {
        int start = tail.length - 1 - length;
        boolean named = length > MAGIC.length
                && start >= 0
                && java.util.Arrays.equals(
                        tail, tail.length - 1 - MAGIC.length, tail.length - 1, MAGIC, 0, MAGIC.length);
        // The first version of the format has its name at the begin of the file only.
        if (!named && (start < 0 || !java.util.Arrays.equals(readBytes(0, MAGIC.length), MAGIC))) {
            throw Corrupt.data("this is not an ORC file, or it is truncated: it does not end with an ORC postscript");
        }
        OrcProto.PostScript script = OrcProto.PostScript.parseFrom(ByteBuffer.wrap(tail, start, length));
        List<Integer> version = script.getVersionList();
        boolean first = version.isEmpty() || version.get(0) == 0 && version.size() > 1 && version.get(1) < 12;
        if (!named && !(first && script.getFooterLength() > 0)) {
            throw Corrupt.data("the file is truncated: it does not end with an ORC postscript");
        }
        if (version.size() == 1 || ReaderImpl.getFileVersion(version) == OrcFile.Version.FUTURE) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "version " + version + " of ORC");
        }
        return script;
    }

    private void extendTail(int needed) {
        if (needed > tail.length) {
            byte[] longer = new byte[needed];
            byte[] missing = readBytes(size - needed, needed - tail.length);
            System.arraycopy(missing, 0, longer, 0, missing.length);
            System.arraycopy(tail, 0, longer, missing.length, tail.length);
            tail = longer;
        }
    }

    private byte[] readBytes(long position, int length) {
        byte[] bytes = new byte[length];
        metrics.readRequests.increment();
        metrics.bytesRead.add(length);
        file.read(position, ByteBuffer.wrap(bytes));
        return bytes;
    }

    private CodedInputStream part(int start, int length, InStream.StreamOptions streams) throws IOException {
        BufferChunk chunk = new BufferChunk(ByteBuffer.wrap(tail, start, length).slice(), 0);
        return InStream.createCodedInputStream(InStream.create("tail", chunk, 0, length, streams));
    }

    private OrcMetadata convert(
            OrcProto.PostScript script,
            OrcProto.Footer footer,
            OrcProto.Metadata metadata,
            CompressionKind compression,
            int bufferSize,
            FormatOptions options)
            throws IOException {
        if (footer.hasEncryption() && footer.getEncryption().getVariantsCount() > 0) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, "ORC files with encrypted columns");
        }
        if (footer.getTypesCount() == 0) {
            throw Corrupt.data("the footer has no types");
        }
        OrcUtils.isValidTypeTree(footer.getTypesList(), 0);
        TypeDescription schema = OrcUtils.convertTypeFromProtobuf(footer.getTypesList(), 0);
        OrcFile.WriterVersion writer = OrcFile.WriterVersion.from(
                OrcFile.WriterImplementation.from(footer.getWriter()), script.getWriterVersion());
        FileTraits traits = new FileTraits(
                ReaderImpl.getFileVersion(script.getVersionList()),
                writer,
                footer.getCalendar() != OrcProto.CalendarKind.PROLEPTIC_GREGORIAN,
                hasTrustedBlooms(footer));
        List<StripeInformation> stripes = OrcUtils.convertProtoStripesToStripes(footer.getStripesList());
        check(stripes, footer);
        List<TypeDescription> stored =
                schema.getCategory() == TypeDescription.Category.STRUCT ? children(schema) : List.of(schema);
        return new OrcMetadata(
                schema,
                stored,
                columns(schema, stored, options),
                stripes,
                statistics(schema, stripes, footer, metadata, traits),
                compression,
                bufferSize,
                Math.max(0, footer.getRowIndexStride()),
                traits);
    }

    private static List<TypeDescription> children(TypeDescription type) {
        return type.getChildren() == null ? List.of() : type.getChildren();
    }

    private void check(List<StripeInformation> stripes, OrcProto.Footer footer) {
        long rows = 0;
        for (int i = 0; i < stripes.size(); i++) {
            StripeInformation stripe = stripes.get(i);
            long[] parts = {
                stripe.getOffset(), stripe.getIndexLength(), stripe.getDataLength(), stripe.getFooterLength()
            };
            long end = 0;
            for (long part : parts) {
                if (part < 0 || part > size - end) {
                    throw Corrupt.data("stripe " + i + " lies outside of the file");
                }
                end += part;
            }
            if (stripe.getNumberOfRows() < 0 || stripe.getFooterLength() > Integer.MAX_VALUE - 8) {
                throw Corrupt.data("stripe " + i + " has " + stripe.getNumberOfRows() + " rows");
            }
            rows += stripe.getNumberOfRows();
        }
        // Some writers leave the number of the whole file at 0.
        if (footer.getNumberOfRows() != 0 && rows != footer.getNumberOfRows()) {
            throw Corrupt.data("the file has " + footer.getNumberOfRows() + " rows, and its stripes have " + rows);
        }
    }

    private static boolean hasTrustedBlooms(OrcProto.Footer footer) {
        if (footer.getWriter() != WRITER_CPP) {
            return true;
        }
        String version = footer.getSoftwareVersion();
        int dash = version.indexOf('-');
        return footer.hasSoftwareVersion()
                && !BAD_BLOOM_VERSIONS.contains(dash < 0 ? version : version.substring(0, dash));
    }

    private static List<ColumnSchema> columns(
            TypeDescription schema, List<TypeDescription> stored, FormatOptions options) {
        List<String> names =
                schema.getCategory() == TypeDescription.Category.STRUCT ? schema.getFieldNames() : List.of("_col0");
        boolean byPosition =
                options.property(INDEX_ACCESS).map(Boolean::parseBoolean).orElse(false)
                        || names.stream()
                                .allMatch(name -> NAMELESS.matcher(name).matches());
        List<ColumnSchema> columns = new ArrayList<>();
        for (int i = 0; i < stored.size(); i++) {
            boolean declared = byPosition && i < options.columns().size();
            String name = declared ? options.columns().get(i).name() : names.get(i);
            columns.add(ColumnSchema.of(name, OrcTypes.typeOf(stored.get(i))));
        }
        return columns;
    }

    private static ColumnStatistics[][] statistics(
            TypeDescription schema,
            List<StripeInformation> stripes,
            OrcProto.Footer footer,
            OrcProto.Metadata metadata,
            FileTraits traits) {
        ColumnStatistics[][] statistics = new ColumnStatistics[stripes.size()][];
        for (int i = 0; i < statistics.length; i++) {
            List<OrcProto.ColumnStatistics> stored = List.of();
            if (i < metadata.getStripeStatsCount()) {
                stored = metadata.getStripeStats(i).getColStatsList();
            } else if (statistics.length == 1) {
                stored = footer.getStatisticsList();
            }
            int count = Math.min(stored.size(), schema.getMaximumId() + 1);
            statistics[i] = new ColumnStatistics[count];
            for (int id = 0; id < count; id++) {
                statistics[i][id] = ColumnBounds.of(
                        stored.get(id), schema.findSubtype(id), stripes.get(i).getNumberOfRows(), traits);
            }
        }
        return statistics;
    }
}
