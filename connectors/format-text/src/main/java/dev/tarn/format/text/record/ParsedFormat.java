package dev.tarn.format.text.record;

import dev.tarn.format.text.io.Compression;
import dev.tarn.format.text.io.TextHead;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FileMetadata;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.format.FormatSupport;
import dev.tarn.spi.format.FormatSupport.StoredType;
import dev.tarn.spi.split.BatchSource;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.split.ScanRequest;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.type.TypeField;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * The frame of formats that a {@link ParsedSource} reads: known by a name's ending or by the first bytes, of one SerDe, with
 * columns that a sample shows where none are declared.
 *
 * @param <M> what is known of a file
 */
public abstract class ParsedFormat<M extends TextMetadata> implements FileFormat {
    private static final int SAMPLE_BYTES = 1 << 20;

    private final String serde;
    private final List<String> endings;
    private final List<String> encodings;

    /** Makes one of a SerDe, of the endings that its files' names have, and with the forms that it has. */
    protected ParsedFormat(String serde, List<String> endings, List<String> encodings) {
        this.serde = serde;
        this.endings = List.copyOf(endings);
        this.encodings = List.copyOf(encodings);
    }

    /** Returns what values are written as, and the types that they may be read as. */
    protected abstract List<StoredType> storedTypes();

    /**
     * Makes the metadata of a file.
     *
     * @param head the first bytes, a sample if columns are not declared
     */
    protected abstract M metadata(InputFile file, FormatOptions options, TextHead head);

    /** Opens a file whose columns may be read as they are asked for; the source closes it. */
    protected abstract BatchSource source(InputFile file, M metadata, ScanRequest request);

    /** Returns the columns that a sample's fields are. */
    protected static List<ColumnSchema> columns(List<TypeField> fields) {
        return fields.stream()
                .map(field -> ColumnSchema.of(field.name(), field.type()))
                .toList();
    }

    @Override
    public final boolean claims(String fileName) {
        String name = fileName.toLowerCase(Locale.ROOT);
        return endings.stream().anyMatch(name::endsWith);
    }

    @Override
    public final FormatSupport support() {
        return new FormatSupport(
                endings,
                storedTypes(),
                encodings,
                Arrays.stream(Compression.values()).map(Compression::label).toList());
    }

    @Override
    public final List<String> serdes() {
        return List.of(serde);
    }

    @Override
    public final FileMetadata readMetadata(InputFile file, FormatOptions options, ScanMetrics metrics) {
        return metadata(file, options, TextHead.read(file, options, SAMPLE_BYTES, metrics));
    }

    @Override
    @SuppressWarnings("unchecked")
    public final BatchSource open(InputFile file, FileMetadata metadata, int rowGroup, ScanRequest request) {
        // It is this format's own: readMetadata made it.
        M known = (M) metadata;
        if (known.inference().isPresent()) {
            try {
                TypeWidening.check(file, known.columns(), request.columns());
            } catch (TarnException e) {
                file.close();
                throw e;
            }
        }
        return source(file, known, request);
    }
}
