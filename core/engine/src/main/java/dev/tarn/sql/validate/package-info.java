/**
 * Resolves the names of statements against the catalog, checks and derives types by Trino's rules, and runs definitions
 * (CREATE, DROP, SHOW, DESCRIBE). Hands queries on as {@link dev.tarn.sql.validate.ValidatedQuery}. No plan is made here.
 */
package dev.tarn.sql.validate;
