/**
 * Measures Tarn: JMH benchmarks, and the runner that sets it beside its peers.
 *
 * <p>Belongs here: programs that time something, each checking the result first. Does not belong here: tests.
 */
package dev.tarn.benchmarks;
