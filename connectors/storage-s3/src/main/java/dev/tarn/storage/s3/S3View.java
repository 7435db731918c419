package dev.tarn.storage.s3;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.FileSystem;
import dev.tarn.spi.storage.FolderListing;
import dev.tarn.spi.storage.InputFile;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import org.apache.arrow.memory.BufferAllocator;
import software.amazon.awssdk.services.s3.model.Bucket;
import software.amazon.awssdk.services.s3.model.CommonPrefix;
import software.amazon.awssdk.services.s3.model.ListBucketsResponse;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Request;
import software.amazon.awssdk.services.s3.model.ListObjectsV2Response;
import software.amazon.awssdk.services.s3.model.ObjectStorageClass;
import software.amazon.awssdk.services.s3.model.OptionalObjectAttributes;
import software.amazon.awssdk.services.s3.model.RequestPayer;
import software.amazon.awssdk.services.s3.model.S3Object;

/**
 * S3 as one table of one query sees it: counts its requests, and lists no folder twice. Objects are looked up by listing,
 * which costs no more than asking for their head, tells whether a folder has the name, and needs no other permission.
 */
final class S3View implements FileSystem {
    private static final Comparator<Location> BY_NAME_BYTES =
            (left, right) -> Arrays.compareUnsigned(nameBytes(left), nameBytes(right));
    private static final Set<ObjectStorageClass> ARCHIVED =
            Set.of(ObjectStorageClass.GLACIER, ObjectStorageClass.DEEP_ARCHIVE);
    /** As many names that begin alike are looked at to find one. */
    private static final int LOOKUP_KEYS = 100;

    private static final String DELIMITER = "/";

    /** A folder's content; {@code exists} is false if not even a marker of it is there. */
    private record Listed(FolderListing content, boolean exists) {}

    private final S3Storage storage;
    private final StorageMetrics metrics;
    private final S3Requests requests;
    private final S3Writer writer;
    /** What a listing was asked for: the names in a folder that begin so. */
    private record Question(S3Path folder, String namePrefix) {}

    private final Map<Question, Listed> listed = new ConcurrentHashMap<>();
    private final Set<S3Path> knownFolders = ConcurrentHashMap.newKeySet();

    S3View(S3Storage storage, StorageMetrics metrics) {
        this.storage = storage;
        this.metrics = metrics;
        this.requests = new S3Requests(storage, metrics);
        this.writer = new S3Writer(requests, storage.prepared());
    }

    /** Returns whether a file's version is an ETag, by which a request can be bound to it. */
    static boolean isETag(String version) {
        return version.startsWith("\"");
    }

    @Override
    public boolean serves(String scheme) {
        return S3FileSystem.SCHEMES.contains(scheme);
    }

    @Override
    public Optional<Executor> ioExecutor() {
        return Optional.of(storage.requests().executor());
    }

    @Override
    public FolderListing list(Location folder) {
        Listed known = listed(folder, "");
        if (!known.exists) {
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND,
                    ErrorPosition.InFile.of(folder.text()),
                    "there is no object below it (" + S3Path.of(folder) + ")");
        }
        return known.content;
    }

    @Override
    public FolderListing list(Location folder, String namePrefix) {
        S3Path path = S3Path.of(folder);
        for (int length = namePrefix.length(); length >= 0; length--) {
            Listed known = listed.get(new Question(path, namePrefix.substring(0, length)));
            if (known != null) {
                return known.content.withPrefix(namePrefix);
            }
        }
        return listed(folder, namePrefix).content;
    }

    @Override
    public FolderListing someOf(Location folder, String namePrefix, int most) {
        S3Path path = S3Path.of(folder);
        PageNames names = new PageNames(folder, path.prefix());
        names.add(page(folder, path.prefix() + namePrefix, DELIMITER, most, null));
        return names.listing();
    }

    @Override
    public List<Location> roots(Location scheme, String namePrefix) {
        ListBucketsResponse answer = requests.send(
                RequestKind.LIST,
                scheme,
                S3Requests.LIST_BUCKETS,
                client -> client.listBuckets(request -> request.prefix(namePrefix.isEmpty() ? null : namePrefix)));
        return answer.buckets().stream()
                .map(Bucket::name)
                .filter(name -> name.startsWith(namePrefix))
                .map(scheme::child)
                .toList();
    }

    @Override
    public boolean isFolder(Location location) {
        return knownFolders.contains(S3Path.of(location)) || listed(location, "").exists;
    }

    @Override
    public Optional<FileEntry> file(Location location) {
        S3Path path = S3Path.of(location);
        if (path.key().isEmpty()) {
            return Optional.empty();
        }
        ListObjectsV2Response page = page(location, path.key(), DELIMITER, LOOKUP_KEYS, null);
        for (CommonPrefix prefix : page.commonPrefixes()) {
            if (prefix.prefix().equals(path.prefix())) {
                knownFolders.add(path);
            }
        }
        return page.contents().stream()
                .filter(object -> object.key().equals(path.key()) && !isLeftOut(object))
                .findFirst()
                .map(object -> entry(location, object));
    }

    @Override
    public InputFile open(FileEntry file) {
        return storage.reads().open(file, metrics);
    }

    @Override
    public boolean isWritable() {
        return true;
    }

    @Override
    public boolean givesTokens() {
        return true;
    }

    @Override
    public boolean isEmpty(Location folder) {
        String prefix = S3Path.of(folder).prefix();
        String continuation = null;
        do {
            ListObjectsV2Response page = page(folder, prefix, null, LOOKUP_KEYS, continuation);
            if (page.contents().stream().anyMatch(object -> !object.key().endsWith(DELIMITER))) {
                return false;
            }
            continuation = next(page);
        } while (continuation != null);
        return true;
    }

    @Override
    public OutputFile create(Location file, BufferAllocator allocator) {
        if (S3Path.of(file).key().isEmpty() || file(file).isPresent() || knownFolders.contains(S3Path.of(file))) {
            throw S3Writer.taken(file, null);
        }
        return writer.create(file, allocator);
    }

    @Override
    public List<FileEntry> commit(List<PendingFile> files) {
        writer.complete(files);
        return CommittedFiles.of(
                files, requests.executor(), (folder, prefix) -> fetch(folder, new Question(S3Path.of(folder), prefix))
                        .content
                        .files());
    }

    @Override
    public void abort(Location root, List<PendingFile> files) {
        writer.abort(files);
    }

    @Override
    public List<PendingFile> pendingFiles(Location folder) {
        return writer.pending(folder);
    }

    @Override
    public void delete(Location root, List<Location> files) {
        writer.delete(files);
    }

    private static String next(ListObjectsV2Response page) {
        return Boolean.TRUE.equals(page.isTruncated()) ? page.nextContinuationToken() : null;
    }

    private Listed listed(Location folder, String namePrefix) {
        Question question = new Question(S3Path.of(folder), namePrefix);
        Listed known = listed.get(question);
        if (known == null) {
            known = fetch(folder, question);
            listed.put(question, known);
        }
        return known;
    }

    private Listed fetch(Location folder, Question question) {
        String prefix = question.folder.prefix();
        PageNames names = new PageNames(folder, prefix);
        String continuation = null;
        do {
            ListObjectsV2Response page = page(folder, prefix + question.namePrefix, DELIMITER, 0, continuation);
            names.add(page);
            continuation = next(page);
        } while (continuation != null);
        return new Listed(names.listing(), names.exists);
    }

    /** What the pages of a listing name. */
    private final class PageNames {
        private final Location folder;
        private final String prefix;
        private final List<FileEntry> files = new ArrayList<>();
        private final List<Location> folders = new ArrayList<>();
        private boolean exists;

        private PageNames(Location folder, String prefix) {
            this.folder = folder;
            this.prefix = prefix;
            this.exists = prefix.isEmpty();
        }

        private void add(ListObjectsV2Response page) {
            for (S3Object object : page.contents()) {
                exists = true;
                String name = object.key().substring(prefix.length());
                if (!name.isEmpty() && !isLeftOut(object)) {
                    files.add(entry(folder.child(name), object));
                }
            }
            for (CommonPrefix below : page.commonPrefixes()) {
                exists = true;
                String name =
                        below.prefix().substring(prefix.length(), below.prefix().length() - 1);
                if (!name.isEmpty()) {
                    folders.add(folder.child(name));
                }
            }
        }

        private FolderListing listing() {
            files.sort(Comparator.comparing(FileEntry::location, BY_NAME_BYTES));
            folders.sort(BY_NAME_BYTES);
            return new FolderListing(files, folders);
        }
    }

    private static byte[] nameBytes(Location location) {
        return location.name().getBytes(StandardCharsets.UTF_8);
    }

    private ListObjectsV2Response page(
            Location location, String prefix, String delimiter, int maxKeys, String continuation) {
        ListObjectsV2Request.Builder builder = ListObjectsV2Request.builder()
                .bucket(S3Path.of(location).bucket())
                .prefix(prefix)
                .delimiter(delimiter)
                .continuationToken(continuation);
        if (maxKeys > 0) {
            builder.maxKeys(maxKeys);
        }
        if (storage.settings().requesterPays()) {
            builder.requestPayer(RequestPayer.REQUESTER);
        }
        if (storage.settings().skipsArchived()) {
            builder.optionalObjectAttributes(OptionalObjectAttributes.RESTORE_STATUS);
        }
        ListObjectsV2Request request = builder.build();
        return requests.send(
                RequestKind.LIST, location, S3Requests.LIST_BUCKET, client -> client.listObjectsV2(request));
    }

    /** Returns whether an object lies in an archive, was not restored, and is to be left out. */
    private boolean isLeftOut(S3Object object) {
        return storage.settings().skipsArchived()
                && ARCHIVED.contains(object.storageClass())
                && (object.restoreStatus() == null || object.restoreStatus().restoreExpiryDate() == null);
    }

    private static FileEntry entry(Location location, S3Object object) {
        long modified =
                object.lastModified() == null ? 0 : object.lastModified().toEpochMilli();
        String tag = object.eTag();
        String version = tag == null || tag.isEmpty() ? object.size() + "-" + modified : quoted(tag);
        return new FileEntry(location, object.size(), modified, version);
    }

    /** Some stores list ETags without the quotes that they want to see in requests. */
    private static String quoted(String tag) {
        return tag.startsWith("\"") ? tag : "\"" + tag + "\"";
    }
}
