/**
 * S3, and what speaks its protocol, as a storage.
 *
 * <p>Belongs here: requests to S3, credentials, regions, errors. Does not belong here: any knowledge of a file format; how
 * files are read in few requests, which all storages behind a network share ({@code dev.tarn.spi.storage.remote}).
 */
package dev.tarn.storage.s3;
