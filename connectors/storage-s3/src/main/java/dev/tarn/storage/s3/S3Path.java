package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.Location;

/**
 * A location's bucket and key.
 *
 * @param key the key as it stands, no percent sign is decoded; empty for the bucket itself
 */
record S3Path(String bucket, String key) {
    /** @throws TarnException PATH_NOT_FOUND for a location without a bucket */
    static S3Path of(Location location) {
        String path = location.path();
        int slash = path.indexOf('/');
        String bucket = slash < 0 ? path : path.substring(0, slash);
        if (bucket.isEmpty()) {
            throw new TarnException(ErrorCode.PATH_NOT_FOUND, location + " names no bucket; write s3://bucket/key");
        }
        return new S3Path(bucket, slash < 0 ? "" : path.substring(slash + 1));
    }

    /** Returns the path of a location that may be a scheme alone, which then has neither bucket nor key. */
    static S3Path orRoot(Location location) {
        return location.path().isEmpty() ? new S3Path("", "") : of(location);
    }

    /** Returns what the keys of all objects in this folder begin with. */
    String prefix() {
        return key.isEmpty() ? "" : key + "/";
    }

    @Override
    public String toString() {
        return "bucket " + bucket + (key.isEmpty() ? "" : ", key " + key);
    }
}
