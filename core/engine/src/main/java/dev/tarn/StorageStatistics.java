package dev.tarn;

/**
 * What a query has asked of storages behind a network so far, by planning too. Local files are not counted here.
 *
 * @param listRequests pages of listings
 * @param getRequests reads of files or ranges of them
 * @param headRequests questions what a file or a bucket is like
 * @param putRequests parts of files that were written, their beginnings and their ends
 * @param deleteRequests ends of files, or of what was written of them
 * @param retries how many of the requests were sent again since they had failed
 * @param bytesReceived bytes of files that came over the network
 * @param bytesCached bytes of files that were kept in memory or on the local disk
 * @param bytesSent bytes of files that went out over the network
 */
public record StorageStatistics(
        long listRequests,
        long getRequests,
        long headRequests,
        long putRequests,
        long deleteRequests,
        long retries,
        long bytesReceived,
        long bytesCached,
        long bytesSent) {}
