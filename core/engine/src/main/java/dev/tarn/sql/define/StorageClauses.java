package dev.tarn.sql.define;

import dev.tarn.catalog.FileStorage;
import dev.tarn.catalog.file.FileFormats;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.TableStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Finds the format that CREATE EXTERNAL TABLE means: the SerDe decides, then STORED AS, and text is the default. */
final class StorageClauses {
    private static final String TEXTFILE = "TEXTFILE";
    /** Formats whose files no other SerDe can read. */
    private static final Set<String> BINARY = Set.of("PARQUET", "ORC", "AVRO");
    /** Words of STORED AS that leave it to the SerDe how the files look. */
    private static final Set<String> TEXT_LIKE = Set.of(TEXTFILE, "JSONFILE");

    private static final Set<String> REFUSED = Set.of("RCFILE", "SEQUENCEFILE");
    private static final Map<String, String> INPUT_FORMATS = Map.ofEntries(
            Map.entry("org.apache.hadoop.mapred.TextInputFormat", TEXTFILE),
            Map.entry("org.apache.hadoop.mapreduce.lib.input.TextInputFormat", TEXTFILE),
            Map.entry("com.amazon.emr.cloudtrail.CloudTrailInputFormat", TEXTFILE),
            Map.entry("com.ibm.spss.hive.serde2.xml.XmlInputFormat", TEXTFILE),
            Map.entry("org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat", "PARQUET"),
            Map.entry("parquet.hive.DeprecatedParquetInputFormat", "PARQUET"),
            Map.entry("org.apache.hadoop.hive.ql.io.orc.OrcInputFormat", "ORC"),
            Map.entry("org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat", "AVRO"),
            Map.entry("com.amazon.ionhiveserde.formats.IonInputFormat", "ION"),
            Map.entry("org.apache.hadoop.hive.ql.io.RCFileInputFormat", "RCFILE"),
            Map.entry("org.apache.hadoop.mapred.SequenceFileInputFormat", "SEQUENCEFILE"));
    /** Input formats of text files that a format has to know of. */
    private static final Set<String> TOLD =
            Set.of("com.amazon.emr.cloudtrail.CloudTrailInputFormat", "com.ibm.spss.hive.serde2.xml.XmlInputFormat");

    private final FileFormats formats;
    private final TableStatement.CreateTable create;
    private final TableStatement.Files files;

    private StorageClauses(FileFormats formats, TableStatement.CreateTable create) {
        this.formats = formats;
        this.create = create;
        this.files = create.files();
    }

    /**
     * Returns how the files of the table are read.
     *
     * @throws TarnException NOT_SUPPORTED for a SerDe, format, or property that Tarn does not read, naming those it does;
     *     INVALID_STATEMENT for clauses that contradict each other; INVALID_PROPERTY for a property that is wrong
     */
    static FileStorage resolve(FileFormats formats, TableStatement.CreateTable create) {
        return new StorageClauses(formats, create).resolve();
    }

    private FileStorage resolve() {
        checkProperties();
        String declared = declared();
        boolean told =
                files.inputFormat() != null && TOLD.contains(files.inputFormat().text());
        FileFormat format = files.serde() == null ? stored(declared) : ofSerde(declared);
        String shown = declared != null ? declared : BINARY.contains(format.name()) ? format.name() : TEXTFILE;
        String serde = files.serde() != null
                ? files.serde().text()
                : files.delimited() || !files.serdeProperties().isEmpty() && shown.equals(TEXTFILE)
                        ? FileStorage.TEXT_SERDE
                        : null;
        return new FileStorage(
                format.name(),
                shown,
                serde,
                files.serdeProperties(),
                told ? files.inputFormat().text() : null,
                told && files.outputFormat() != null ? files.outputFormat().text() : null);
    }

    /** Returns the word of STORED AS, or the one that the input format stands for; null if neither is there. */
    private String declared() {
        String word;
        InStatement position;
        if (files.inputFormat() != null) {
            String className = files.inputFormat().text();
            position = files.inputFormat().position();
            word = INPUT_FORMATS.get(className);
            if (word == null) {
                throw new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        position,
                        "the input format " + className + " is not supported; those that are: "
                                + known(INPUT_FORMATS.keySet().stream()
                                        .filter(name -> !REFUSED.contains(INPUT_FORMATS.get(name)))
                                        .toList()));
            }
        } else if (files.storedAs() != null) {
            word = files.storedAs().text();
            position = files.storedAs().position();
        } else {
            return null;
        }
        if (REFUSED.contains(word)) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, position, "files stored as " + word + " are not supported");
        }
        return word;
    }

    private FileFormat stored(String declared) {
        String word = declared == null ? TEXTFILE : declared;
        if (files.delimited() && !word.equals(TEXTFILE)) {
            throw contradiction("ROW FORMAT DELIMITED is of text files, not of those stored as " + word);
        }
        Word written = files.storedAs();
        return formats.named(word).orElseThrow(() -> {
            boolean formatOfHive = TEXT_LIKE.contains(word) || BINARY.contains(word) || word.equals("ION");
            return new TarnException(
                    formatOfHive ? ErrorCode.NOT_SUPPORTED : ErrorCode.INVALID_STATEMENT,
                    written == null ? create.name().position() : written.position(),
                    (formatOfHive
                                    ? "files stored as " + word + " are not supported"
                                    : "there is no file format " + word)
                            + NearestNames.hint(word, List.of(formats.names().split(", ")))
                            + "; the formats are " + formats.names());
        });
    }

    private FileFormat ofSerde(String declared) {
        String className = files.serde().text();
        FileFormat format = formats.ofSerde(className)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        files.serde().position(),
                        "the SerDe " + className + " is not supported; those that are: " + known(formats.serdes())));
        boolean agrees = declared == null
                || (TEXT_LIKE.contains(declared)
                        ? !BINARY.contains(format.name())
                        : formats.named(declared).filter(format::equals).isPresent());
        if (!agrees) {
            throw contradiction(
                    "the SerDe " + className + " reads " + format.name() + ", not files stored as " + declared);
        }
        return format;
    }

    private TarnException contradiction(String what) {
        Word word = files.serde() != null ? files.serde() : files.storedAs();
        InStatement position = word == null ? create.name().position() : word.position();
        return new TarnException(ErrorCode.INVALID_STATEMENT, position, what);
    }

    private static String known(java.util.Collection<String> names) {
        List<String> sorted = new ArrayList<>(names);
        sorted.sort(null);
        return String.join(", ", sorted);
    }

    private void checkProperties() {
        InStatement position = create.name().position();
        checkProperties(files.serdeProperties(), position);
        checkProperties(create.properties(), position);
    }

    /** Checks the values of properties that change how a table is read; throws as {@link #resolve} does. */
    static void checkProperties(Map<String, String> properties, InStatement position) {
        properties.forEach((name, value) -> check(name.toLowerCase(Locale.ROOT), value, position));
    }

    private static void check(String name, String value, InStatement position) {
        String lower = value.toLowerCase(Locale.ROOT);
        if (name.equals(FormatOptions.BAD_RECORDS)
                && !Set.of("fail", "null", "skip").contains(lower)) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    position,
                    "the property bad_records is fail, null or skip, not '" + value + "'");
        }
        boolean refused = name.equals("transactional") && lower.equals("true")
                || name.equals("table_type")
                        && Set.of("iceberg", "delta", "hudi").contains(lower);
        if (refused) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED, position, "a table with '" + name + "'='" + value + "' is not supported");
        }
    }
}
