package dev.tarn.expr.compile;

import org.apache.arrow.memory.BufferAllocator;

/**
 * What evaluators work with.
 *
 * @param allocator where their memory comes from; all of it is freed on close
 * @param batchSize the usual number of rows of a batch; larger ones work too
 */
public record ExpressionContext(BufferAllocator allocator, int batchSize) {}
