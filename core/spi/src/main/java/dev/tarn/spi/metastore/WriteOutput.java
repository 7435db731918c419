package dev.tarn.spi.metastore;

/**
 * Something that a write makes in a storage.
 *
 * @param location the file as readers will find it
 * @param uploadId the multipart upload by which it gets there, or null
 */
public record WriteOutput(String location, String uploadId) {}
