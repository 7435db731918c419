/**
 * The file system of this machine as a storage.
 *
 * <p>Belongs here: listing, reading and writing of local files. Does not belong here: any knowledge of a file format.
 */
package dev.tarn.storage.local;
