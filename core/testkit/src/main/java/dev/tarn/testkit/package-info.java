/**
 * What the tests of several modules share: the {@code .slt} runner, the oracle, contract suites, seeded generators.
 *
 * <p>Belongs here: test code that sees the SPI alone. Does not belong here: tests, or anything that production code uses.
 */
package dev.tarn.testkit;
