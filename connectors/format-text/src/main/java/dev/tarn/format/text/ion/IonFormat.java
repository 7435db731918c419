package dev.tarn.format.text.ion;

import dev.tarn.format.text.io.TextHead;
import dev.tarn.format.text.record.ParsedFormat;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.format.Inference;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Amazon Ion: each struct at the top of a file is a row. */
public final class IonFormat extends ParsedFormat<IonMetadata> {
    static final String SERDE = "com.amazon.ionhiveserde.IonHiveSerDe";

    private static final byte[] BINARY = {(byte) 0xE0, 1, 0, (byte) 0xEA};
    private static final byte[] TEXT = "$ion_1_0".getBytes(StandardCharsets.US_ASCII);

    public IonFormat() {
        super(SERDE, List.of(".ion", ".10n"), List.of("binary", "text"));
    }

    @Override
    public String name() {
        return "ION";
    }

    @Override
    public Recognition recognizes(byte[] head) {
        return startsWith(head, BINARY) || startsWith(head, TEXT) ? Recognition.SIGNATURE : Recognition.NO;
    }

    private static boolean startsWith(byte[] head, byte[] signature) {
        return head.length >= signature.length
                && Arrays.equals(head, 0, signature.length, signature, 0, signature.length);
    }

    @Override
    protected List<StoredType> storedTypes() {
        return List.of(
                new StoredType("bool", "boolean"),
                new StoredType("int", "tinyint, smallint, integer, bigint, real, double, decimal(p, s)"),
                new StoredType("decimal", "decimal(p, s), real, double"),
                new StoredType("float", "real, double"),
                new StoredType("timestamp", "timestamp(p), date"),
                new StoredType("string, symbol", "varchar, varchar(n), char(n)"),
                new StoredType("blob, clob", "varbinary"),
                new StoredType("list, sexp", "array(T)"),
                new StoredType("struct", "row(...), map(K, V)"));
    }

    @Override
    protected IonMetadata metadata(InputFile file, FormatOptions options, TextHead head) {
        IonOptions ion = IonOptions.of(options);
        if (!options.columns().isEmpty()) {
            long rows = Math.max(1, head.estimateContentBytes() / 200);
            return new IonMetadata(head.layout(0, 0), options, options.columns(), null, rows, ion);
        }
        String path = file.entry().location().text();
        IonShape shape = new IonShape();
        int records = sample(head, path, shape);
        if (records == 0 && (head.bytes().length > 0 || !head.isWhole())) {
            throw new TarnException(
                    ErrorCode.HIVE_BAD_DATA,
                    ErrorPosition.InFile.of(path),
                    "the begin of the file has no whole struct of Ion");
        }
        List<ColumnSchema> columns = columns(shape.fields());
        Inference inference = new Inference(
                SERDE,
                Map.of(),
                columns,
                List.of(
                        "Ion, one record for each struct",
                        "columns are the fields of the first " + records + " structs"
                                + (head.isWhole() ? ", which are all" : "") + ", in the order in which they came"));
        long rows = head.estimateRows(records, head.bytes().length);
        return new IonMetadata(head.layout(0, 0), options, columns, inference, Math.max(1, rows), ion);
    }

    /** Adds the structs of the sample to {@code shape} and returns how many there are. */
    private static int sample(TextHead head, String path, IonShape shape) {
        int records = 0;
        try {
            IonParser parser = new IonParser(new ByteArrayInputStream(head.bytes()), path);
            for (Object record = parser.next(); record != null; record = parser.next()) {
                if (record instanceof IonStruct) {
                    shape.add(record);
                    records++;
                }
            }
        } catch (TarnException e) {
            if (head.isWhole()) {
                throw e;
            }
            // The sample ends somewhere within a value.
            return records;
        }
        return records;
    }

    @Override
    protected BatchSource source(InputFile file, IonMetadata metadata, ScanRequest request) {
        return new IonSource(file, metadata, request);
    }
}
