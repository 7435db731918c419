/** Storages: locations, listings, files read by ranges, files written and committed. Nothing here knows what a file contains. */
package dev.tarn.spi.storage;
