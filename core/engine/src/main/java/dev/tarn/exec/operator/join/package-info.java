/**
 * Hash and nested-loop joins: the build side's rows and tables, the probe, and the filters that a finished build side
 * gives to the probe side's scan.
 *
 * <p>Does not belong here: the choice of the build side and of the algorithm (plan), and how keys are packed and hashed
 * (exec.hash).
 */
package dev.tarn.exec.operator.join;
