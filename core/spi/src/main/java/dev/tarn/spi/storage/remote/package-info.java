/**
 * What storages behind a network share: requests that are bounded, counted and repeated, and files that are read in few of
 * them. How a request is made belongs to the storage, what is read of a file to its format.
 */
package dev.tarn.spi.storage.remote;
