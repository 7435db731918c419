/**
 * SQL's types by Trino's rules: what two types have in common, the precision of decimal results, and how all of it looks to
 * Calcite. Values and expressions are not known here.
 */
package dev.tarn.catalog.type;
