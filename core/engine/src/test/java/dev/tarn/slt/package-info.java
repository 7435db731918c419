/**
 * Tests of the whole engine by SQL.
 *
 * <p>Belongs here: what runs the {@code .slt} files and TPC-H. Does not belong here: expectations, which stand in the files.
 */
package dev.tarn.slt;
