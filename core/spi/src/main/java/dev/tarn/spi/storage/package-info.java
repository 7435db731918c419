/** Storages: locations, listings, files read by ranges. Nothing here knows what a file contains. */
package dev.tarn.spi.storage;
