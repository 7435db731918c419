package dev.tarn.spi.storage;

/**
 * A file as a listing shows it.
 *
 * @param location where it is
 * @param sizeBytes its length
 * @param modifiedMillis when it last changed, milliseconds since 1970
 * @param version what changes whenever the content does (an ETag; for a local file made from size, time and inode)
 */
public record FileEntry(Location location, long sizeBytes, long modifiedMillis, String version) {}
