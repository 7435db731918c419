package dev.tarn.format.avro.decode;

import dev.tarn.spi.nested.ValueAppender;

/**
 * Decodes values of one schema into appenders of one type: each call reads one value and appends one. Made once for a field,
 * so that nothing of the schema is looked at for a row. One thread at a time.
 */
@FunctionalInterface
public interface Decoder {
    /** @throws dev.tarn.spi.error.TarnException HIVE_BAD_DATA for broken bytes and for values that do not fit */
    void decode(Input in, ValueAppender out);
}
