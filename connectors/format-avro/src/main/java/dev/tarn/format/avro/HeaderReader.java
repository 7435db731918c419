package dev.tarn.format.avro;

import dev.tarn.format.avro.codec.BlockCodec;
import dev.tarn.format.avro.decode.Input;
import dev.tarn.format.avro.schema.AvroMetadata;
import dev.tarn.format.avro.schema.AvroTypes;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.AvroRuntimeException;
import org.apache.avro.NameValidator;
import org.apache.avro.Schema;

/** Reads headers, and the counts of the first block: the first bytes of the file, more only if they are longer. */
final class HeaderReader {
    /** The SerDe property that has the reader's schema. */
    private static final String SCHEMA_LITERAL = "avro.schema.literal";

    private static final int FIRST_BYTES = 16 << 10;
    private static final int MAX_HEADER_BYTES = 64 << 20;
    private static final int SYNC_BYTES = 16;

    private HeaderReader() {}

    /** @throws TarnException HIVE_BAD_DATA, NOT_SUPPORTED (codec), INVALID_PROPERTY, positioned at the file */
    static AvroMetadata read(InputFile file, FormatOptions options, ScanMetrics metrics, int rangeBytes) {
        try {
            long size = file.entry().sizeBytes();
            for (long bytes = FIRST_BYTES; ; bytes *= 8) {
                byte[] head = new byte[(int) Math.min(size, bytes)];
                metrics.readRequests.increment();
                metrics.bytesRead.add(head.length);
                file.read(0, ByteBuffer.wrap(head));
                AvroMetadata metadata = parse(head, size, options, rangeBytes);
                if (metadata != null) {
                    checkEnd(file, metadata, head, metrics);
                    return metadata;
                }
            }
        } catch (TarnException e) {
            throw e.at(ErrorPosition.InFile.of(file.entry().location().text()));
        }
    }

    /** Checks that the last block ended: a file that was cut, or is still written, has something else there. */
    private static void checkEnd(InputFile file, AvroMetadata metadata, byte[] head, ScanMetrics metrics) {
        long size = file.entry().sizeBytes();
        byte[] end = new byte[SYNC_BYTES];
        if (head.length == size) {
            System.arraycopy(head, head.length - SYNC_BYTES, end, 0, SYNC_BYTES);
        } else {
            metrics.readRequests.increment();
            metrics.bytesRead.add(SYNC_BYTES);
            file.read(size - SYNC_BYTES, ByteBuffer.wrap(end));
        }
        if (!Arrays.equals(end, metadata.syncMarker())) {
            throw Input.corrupt("the file is truncated: it does not end with its sync marker");
        }
    }

    /** Returns null if the header is longer than what was read. */
    private static AvroMetadata parse(byte[] head, long size, FormatOptions options, int rangeBytes) {
        if (head.length < 4 || head[0] != 'O' || head[1] != 'b' || head[2] != 'j' || head[3] != 1) {
            throw Input.corrupt("this is not an Avro file: it does not begin with Obj and 1");
        }
        Input in = new Input();
        in.reset(head, 4, head.length);
        Map<String, byte[]> properties = new HashMap<>();
        byte[] sync = new byte[SYNC_BYTES];
        long rows;
        long bytes;
        int dataStart;
        try {
            readProperties(in, properties);
            in.readFully(sync);
            dataStart = in.position();
            boolean empty = size == dataStart;
            rows = empty ? 0 : in.readLong();
            bytes = empty ? 0 : in.readLong();
        } catch (TarnException e) {
            if (head.length < size && head.length < MAX_HEADER_BYTES) {
                return null;
            }
            throw e;
        }
        checkFirstBlock(rows, bytes, in.position(), size);
        Schema schema = schema(properties);
        byte[] codec = properties.getOrDefault("avro.codec", new byte[0]);
        String codecName = new String(codec, StandardCharsets.UTF_8);
        BlockCodec.of(codecName).close();
        return new AvroMetadata(
                schema,
                options.property(SCHEMA_LITERAL)
                        .filter(text -> !text.equals("none"))
                        .map(HeaderReader::declared)
                        .orElse(null),
                columns(schema),
                codecName,
                sync,
                dataStart,
                size,
                rangeBytes,
                rows / (double) Math.max(1, bytes + SYNC_BYTES + 4));
    }

    private static void checkFirstBlock(long rows, long bytes, long dataStart, long size) {
        if (rows < 0 || bytes < 0 || rows > 0 && bytes > size - dataStart - SYNC_BYTES) {
            throw Input.corrupt(
                    "the first block cannot have " + rows + " rows in " + bytes + " bytes; the file has " + size);
        }
    }

    private static void readProperties(Input in, Map<String, byte[]> properties) {
        for (long count = in.readLong(); count != 0; count = in.readLong()) {
            if (count < 0) {
                in.readLong();
                count = -count;
            }
            for (long i = 0; i < count; i++) {
                byte[] name = new byte[in.readLength()];
                in.readFully(name);
                byte[] value = new byte[in.readLength()];
                in.readFully(value);
                properties.put(new String(name, StandardCharsets.UTF_8), value);
            }
        }
    }

    private static Schema schema(Map<String, byte[]> properties) {
        byte[] json = properties.get("avro.schema");
        if (json == null) {
            throw Input.corrupt("the header has no schema");
        }
        try {
            return parser().parse(new String(json, StandardCharsets.UTF_8));
        } catch (AvroRuntimeException e) {
            throw new TarnException(ErrorCode.HIVE_BAD_DATA, "the schema is wrong: " + e.getMessage(), e);
        }
    }

    private static Schema.Parser parser() {
        return new Schema.Parser(NameValidator.NO_VALIDATION).setValidateDefaults(false);
    }

    private static Schema declared(String json) {
        try {
            Schema schema = parser().parse(json);
            if (schema.getType() == Schema.Type.RECORD) {
                return schema;
            }
        } catch (AvroRuntimeException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY, SCHEMA_LITERAL + " is no Avro schema: " + e.getMessage(), e);
        }
        throw new TarnException(ErrorCode.INVALID_PROPERTY, SCHEMA_LITERAL + " is not the schema of a record");
    }

    private static List<ColumnSchema> columns(Schema schema) {
        List<ColumnSchema> columns = new ArrayList<>();
        if (schema.getType() != Schema.Type.RECORD) {
            columns.add(column("value", schema, null));
            return columns;
        }
        for (Schema.Field field : schema.getFields()) {
            columns.add(column(field.name(), field.schema(), field.doc()));
        }
        return columns;
    }

    private static ColumnSchema column(String name, Schema schema, String comment) {
        try {
            return new ColumnSchema(name, AvroTypes.typeOf(schema), null, comment);
        } catch (TarnException e) {
            return ColumnSchema.unsupported(name, e.detail());
        }
    }
}
