package dev.tarn.format.parquet.write.encode;

/**
 * How the values of a leaf are encoded.
 *
 * @param dictionary whether a dictionary is tried
 * @param dictionaryLimit how many bytes its values have at most
 * @param bloomFilter whether a Bloom filter is written
 * @param falsePositives how often that filter may err, between 0 and 1
 */
public record EncodeOptions(boolean dictionary, long dictionaryLimit, boolean bloomFilter, double falsePositives) {}
