/**
 * Tables over files: from a folder or a pattern to partitions, files and row groups, what of them a predicate leaves, and
 * the footers that are remembered. Which names such tables have is not known here, nor what a file contains.
 */
package dev.tarn.catalog.file;
