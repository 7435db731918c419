/**
 * What tables there are: schemas, views, tables over files, paths that are queried without a declaration, and the catalogs
 * that sources bring; how they look to Calcite; and what is cached of files. SQL text is not known here.
 */
package dev.tarn.catalog;
