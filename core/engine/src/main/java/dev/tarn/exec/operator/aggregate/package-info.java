/**
 * GROUP BY, DISTINCT and global aggregates, and the replication of rows for grouping sets.
 *
 * <p>Belongs here: how groups are built by each driver, flushed by partition and merged in parallel, and the state of each
 * function. Does not belong here: how keys are packed, hashed and found (exec.hash), and DISTINCT within a call, which
 * the planner removes.
 */
package dev.tarn.exec.operator.aggregate;
