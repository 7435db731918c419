/**
 * What a file keeps to show where rows are not: Bloom filters and the index of pages.
 *
 * <p>Belongs here: their form, and what they say of a domain. Does not belong here: when they are read, and what is left
 * unread because of them.
 */
package dev.tarn.format.parquet.prune;
