/**
 * JMH benchmarks of the loops that queries spend their time in: decoders and kernels. {@code benchmarks/jmh} runs them.
 *
 * <p>Belongs here: one loop a method, its result checked against a plain one before it is timed. Does not belong here:
 * whole queries.
 */
package dev.tarn.benchmarks.micro;
