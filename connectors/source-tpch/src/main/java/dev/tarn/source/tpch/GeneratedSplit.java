package dev.tarn.source.tpch;

import dev.tarn.spi.split.Split;

/**
 * A range of a table's rows.
 *
 * @param part which one, from 1
 * @param partCount how many there are
 * @param rowCount rows in it; an estimate for lineitem
 */
record GeneratedSplit(int part, int partCount, long rowCount) implements Split {}
