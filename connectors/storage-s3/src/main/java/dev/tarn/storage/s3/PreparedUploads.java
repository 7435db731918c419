package dev.tarn.storage.s3;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * What this process knows of uploads: the parts of those that it has prepared, so that S3 need not be asked for them, which
 * parts are on their way, and whether the store takes the condition that an object must not be there yet. Thread-safe.
 */
final class PreparedUploads {
    private static final int MOST = 20_000;

    private final PartsUnderWay partsUnderWay = new PartsUnderWay();
    private volatile boolean takesConditions = true;
    private final Map<String, List<CompletedPart>> parts = new LinkedHashMap<>() {
        private static final long serialVersionUID = 1L;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, List<CompletedPart>> eldest) {
            return size() > MOST;
        }
    };

    PartsUnderWay partsUnderWay() {
        return partsUnderWay;
    }

    /** Returns whether the store is not known to refuse conditions. */
    boolean takesConditions() {
        return takesConditions;
    }

    void refusesConditions() {
        takesConditions = false;
    }

    synchronized void put(String uploadId, List<CompletedPart> completed) {
        parts.put(uploadId, List.copyOf(completed));
    }

    /** Returns the parts of an upload, or null if they are not known. */
    synchronized List<CompletedPart> get(String uploadId) {
        return parts.get(uploadId);
    }

    synchronized void remove(String uploadId) {
        parts.remove(uploadId);
    }
}
