/**
 * Makes the small lake that the repository ships under {@code examples/lake}.
 *
 * <p>Belongs here: the generator of the examples' data. Does not belong here: data that is made to be measured.
 */
package dev.tarn.benchmarks.lake;
