package dev.tarn.format.text.json;

import dev.tarn.format.text.record.BadRecords;
import dev.tarn.format.text.value.TimestampFormats;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * What a table's properties say about its JSON, with the defaults of the SerDe that it names. Immutable.
 *
 * @param names which key means which field
 * @param openX whether the SerDe is OpenX's
 * @param badRecords what becomes of bad records
 * @param timestampFormats how timestamps are written besides the usual way
 * @param layout how records follow one another, or null if the file is to show it
 */
record JsonOptions(
        JsonNames names, boolean openX, BadRecords badRecords, TimestampFormats timestampFormats, JsonLayout layout) {
    static final String OPENX_SERDE = "org.openx.data.jsonserde.JsonSerDe";
    static final String HIVE_SERDE = "org.apache.hive.hcatalog.data.JsonSerDe";
    static final String HIVE_SERDE_2 = "org.apache.hadoop.hive.serde2.JsonSerDe";

    /** The property that says how records follow one another where the begin of a file does not show it. */
    static final String RECORDS = "json.records";

    private static final String IGNORE_MALFORMED = "ignore.malformed.json";
    private static final String NULL_FOR_INVALID = "use.null.for.invalid.data";
    private static final String CASE_INSENSITIVE = "case.insensitive";
    private static final String DOTS_IN_KEYS = "dots.in.keys";
    private static final String CONVERT_DOTS = "convertdotsinjsonkeystounderscores";
    private static final String MAPPING = "mapping.";
    private static final String INPUT_FORMAT = "inputformat";
    private static final String CLOUDTRAIL_INPUT = "CloudTrailInputFormat";

    /**
     * Reads the properties.
     *
     * @throws TarnException INVALID_PROPERTY for a value that a property cannot have
     */
    static JsonOptions of(FormatOptions options) {
        Map<String, String> mappings = new HashMap<>();
        options.properties().forEach((name, value) -> {
            if (name.startsWith(MAPPING)) {
                mappings.put(name.substring(MAPPING.length()), value);
            }
        });
        boolean dots = isTrue(options, DOTS_IN_KEYS, false) || isTrue(options, CONVERT_DOTS, false);
        JsonNames names = new JsonNames(isTrue(options, CASE_INSENSITIVE, true), dots, mappings);
        boolean lenient = isTrue(options, IGNORE_MALFORMED, false) || isTrue(options, NULL_FOR_INVALID, false);
        return new JsonOptions(
                names,
                OPENX_SERDE.equals(options.serde()),
                BadRecords.of(options, lenient ? BadRecords.NULL : BadRecords.FAIL),
                TimestampFormats.of(options),
                layout(options));
    }

    /**
     * Returns the rules for the values of a file.
     *
     * @param exactTimes see {@link JsonRules}
     */
    JsonRules rules(JsonLayout found, boolean exactTimes) {
        return new JsonRules(
                names, badRecords == BadRecords.NULL, openX, exactTimes, found == JsonLayout.LINES, timestampFormats);
    }

    private static boolean isTrue(FormatOptions options, String name, boolean otherwise) {
        String value = options.property(name).orElse(null);
        if (value == null) {
            return otherwise;
        }
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "true" -> true;
            case "false" -> false;
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY, name + " is '" + value + "'; it may be true or false");
        };
    }

    private static JsonLayout layout(FormatOptions options) {
        boolean isCloudTrail = JsonFiles.CLOUDTRAIL_SERDE.equals(options.serde())
                || options.property(INPUT_FORMAT).orElse("").endsWith(CLOUDTRAIL_INPUT);
        if (isCloudTrail) {
            return JsonLayout.CLOUDTRAIL;
        }
        String value = options.property(RECORDS).orElse("auto");
        return switch (value.trim().toLowerCase(Locale.ROOT)) {
            case "auto" -> null;
            case "lines" -> JsonLayout.LINES;
            case "sequence" -> JsonLayout.SEQUENCE;
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_PROPERTY, RECORDS + " is '" + value + "'; it may be auto, lines or sequence");
        };
    }
}
