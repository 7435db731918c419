package dev.tarn.lower;

import dev.tarn.exec.operator.write.WrittenFiles;

/**
 * The plan of a statement that writes, as pipelines.
 *
 * @param files what the pipelines complete, to be committed when they have ended
 */
public record LoweredWrite(LoweredQuery query, WrittenFiles files) {}
