/**
 * Resolves the names of queries against the catalog, and checks and derives types by Trino's rules. Hands queries on as
 * {@link dev.tarn.sql.validate.ValidatedQuery}. No plan is made here, and nothing is changed.
 */
package dev.tarn.sql.validate;
