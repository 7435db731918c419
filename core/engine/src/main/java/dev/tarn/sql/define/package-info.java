/**
 * Runs definitions against the catalog, one class a family: schemas, tables, partitions, views, and SHOW and DESCRIBE, and
 * writes definitions as SQL that makes them again. No query is planned here; those of views are validated only.
 */
package dev.tarn.sql.define;
