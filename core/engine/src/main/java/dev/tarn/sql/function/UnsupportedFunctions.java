package dev.tarn.sql.function;

import java.util.Locale;
import java.util.Set;

/** The functions that Trino has and Tarn has not, so that they are refused by name and not taken for a mistyped one. */
public final class UnsupportedFunctions {
    private static final Set<String> NAMES =
            Set.of(("approx_distinct approx_most_frequent approx_percentile at_timezone bit_count"
                            + " bitwise_and bitwise_and_agg bitwise_not bitwise_or bitwise_or_agg bitwise_xor"
                            + " checksum chr codepoint combinations concat_ws corr cosine_similarity covar_pop"
                            + " covar_samp crc32 cume_dist date_format date_parse day_name degrees dense_rank e"
                            + " first_value format format_datetime from_base64 from_hex from_iso8601_date"
                            + " from_iso8601_timestamp from_unixtime from_utf8 geometric_mean hamming_distance"
                            + " hash_counts histogram hmac_sha256 json_array_contains json_array_get"
                            + " json_array_length json_extract json_extract_scalar json_format json_parse"
                            + " json_size kurtosis lag last_day_of_month last_value lead levenshtein_distance"
                            + " listagg log map_from_entries map_union map_zip_with md5 merge multimap_agg"
                            + " murmur3 nan normalize nth_value ntile parse_datetime percent_rank pi qdigest_agg"
                            + " radians rand random rank reduce_agg regexp_count regexp_extract_all"
                            + " regexp_position regexp_split regr_intercept regr_slope row_number sha1 sha256"
                            + " sha512 shuffle sin cos tan asin acos atan atan2 skewness soundex split_to_map"
                            + " tdigest_agg timezone_hour timezone_minute to_base to_base64 to_char to_date"
                            + " to_hex to_iso8601 to_json to_timestamp to_unixtime to_utf8 translate unnest"
                            + " url_decode url_encode url_extract_host url_extract_parameter url_extract_path"
                            + " url_extract_query uuid width_bucket with_timezone xxhash64 zip infinity"
                            + " from_base word_stem luhn_check")
                    .split(" "));

    private UnsupportedFunctions() {}

    /** Returns whether Trino has a function of this name. */
    public static boolean contains(String name) {
        return NAMES.contains(name.toLowerCase(Locale.ROOT));
    }
}
