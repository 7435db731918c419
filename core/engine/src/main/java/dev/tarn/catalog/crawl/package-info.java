/**
 * What tables a folder has: which of the folders below it are tables and which are partitions of one, and how a table's
 * definition looks that reads all of them. Nothing here changes the catalog, nor knows the statement that asks.
 */
package dev.tarn.catalog.crawl;
