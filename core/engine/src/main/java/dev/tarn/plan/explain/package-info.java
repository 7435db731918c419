/** The text of EXPLAIN and EXPLAIN ANALYZE. */
package dev.tarn.plan.explain;
