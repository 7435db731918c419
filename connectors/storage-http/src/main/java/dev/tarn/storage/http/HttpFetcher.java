package dev.tarn.storage.http;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.remote.OpenReads;
import dev.tarn.spi.storage.remote.RangeFetcher;
import dev.tarn.spi.storage.remote.ResponseBody;
import dev.tarn.spi.storage.remote.StallGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Reads ranges of files of the web. What a server says of a file (its ETag, or when it was changed) is compared with what it
 * said when the file was looked up. Thread-safe.
 */
final class HttpFetcher implements RangeFetcher {
    private static final Pattern CONTENT_RANGE = Pattern.compile("bytes\\s+(\\d+)-(\\d+)/(\\d+)");

    /** What versions begin with that a server has not told: such a file is taken for another whenever it is looked up. */
    private static final String UNTOLD = "?";

    private static final AtomicLong UNTOLD_NUMBER = new AtomicLong();

    private final HttpSettings settings;
    private final Spool spool;
    private final StallGuard guard;
    /** Made when it is first needed: it reads all certificates. */
    private HttpClient client;

    HttpFetcher(HttpSettings settings, Spool spool, StallGuard guard) {
        this.settings = settings;
        this.spool = spool;
        this.guard = guard;
    }

    private synchronized HttpClient client() {
        if (client == null) {
            client = HttpClient.newBuilder()
                    .followRedirects(HttpClient.Redirect.NORMAL)
                    .connectTimeout(settings.connectTimeout())
                    .build();
        }
        return client;
    }

    /** Looks a file up by its head; empty if the server does not tell the length by that. */
    Optional<FileEntry> head(Location location) throws IOException {
        HttpRequest request = request(location)
                .method("HEAD", HttpRequest.BodyPublishers.noBody())
                .build();
        HttpResponse<InputStream> response = send(request);
        response.body().close();
        int status = response.statusCode();
        if (status == 404 || status == 410) {
            throw new StatusException(status);
        }
        long length = response.headers().firstValueAsLong("content-length").orElse(-1);
        return status == 200 && length >= 0 ? Optional.of(entry(location, length, response)) : Optional.empty();
    }

    /** Looks a file up by asking for its first byte; takes the whole file in if that is what comes. */
    FileEntry probe(Location location) throws IOException {
        HttpResponse<InputStream> response =
                send(request(location).header("Range", "bytes=0-0").build());
        try (InputStream body = guard.watch(response.body())) {
            if (response.statusCode() == 206) {
                return entry(location, total(response, location), response);
            }
            if (response.statusCode() == 416) {
                return entry(location, 0, response);
            }
            if (response.statusCode() != 200) {
                throw new StatusException(response.statusCode());
            }
            String version = version(response);
            return new FileEntry(location, spool.add(location, version, body), modifiedMillis(response), version);
        }
    }

    private static FileEntry entry(Location location, long size, HttpResponse<?> response) {
        return new FileEntry(location, size, modifiedMillis(response), version(response));
    }

    /** Returns what changes with the content, as far as the server tells. */
    private static String version(HttpResponse<?> response) {
        return response.headers()
                .firstValue("etag")
                .or(() -> response.headers().firstValue("last-modified"))
                .orElseGet(() -> UNTOLD + UNTOLD_NUMBER.incrementAndGet());
    }

    private static boolean isChanged(FileEntry file, HttpResponse<?> response) {
        return !file.version().startsWith(UNTOLD) && !version(response).equals(file.version());
    }

    private static long modifiedMillis(HttpResponse<?> response) {
        try {
            return response.headers()
                    .firstValue("last-modified")
                    .map(text -> ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                            .toInstant()
                            .toEpochMilli())
                    .orElse(0L);
        } catch (DateTimeParseException e) {
            return 0;
        }
    }

    private static long total(HttpResponse<?> response, Location location) {
        Matcher range = CONTENT_RANGE.matcher(
                response.headers().firstValue("content-range").orElse(""));
        if (!range.matches()) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    ErrorPosition.InFile.of(location.text()),
                    "files of which the server does not tell the length");
        }
        return Long.parseLong(range.group(3));
    }

    @Override
    public void fetch(FileEntry file, long position, ByteBuffer target, StorageMetrics metrics, OpenReads reads)
            throws IOException {
        if (spool.read(file.location(), file.version(), position, target)) {
            return;
        }
        HttpRequest.Builder request = request(file.location())
                .header("Range", "bytes=" + position + "-" + (position + target.remaining() - 1));
        if (file.version().startsWith("\"")) {
            request.header("If-Range", file.version());
        }
        HttpResponse<InputStream> response = send(request.build());
        InputStream body = guard.watch(response.body());
        boolean isWhole = response.statusCode() == 200;
        if (!isWhole && response.statusCode() != 206) {
            body.close();
            throw new StatusException(response.statusCode());
        }
        boolean isChanged;
        try {
            isChanged = isChanged(file, response) || !isWhole && total(response, file.location()) != file.sizeBytes();
        } catch (RuntimeException e) {
            body.close();
            throw e;
        }
        if (isChanged) {
            body.close();
            throw HttpErrors.changed(file.location());
        }
        Runnable abort = () -> close(body);
        if (!isWhole || target.remaining() == file.sizeBytes()) {
            ResponseBody.read(body, abort, target, reads);
            return;
        }
        takeIn(file, body, abort, reads);
        spool.read(file.location(), file.version(), position, target);
    }

    /** Takes the whole file in, since the server gives no ranges; once, however many ask for it. */
    private synchronized void takeIn(FileEntry file, InputStream body, Runnable abort, OpenReads reads)
            throws IOException {
        reads.begin(abort);
        try (body) {
            if (spool.size(file.location(), file.version()) < 0) {
                long size = spool.add(file.location(), file.version(), body);
                if (size != file.sizeBytes()) {
                    throw HttpErrors.changed(file.location());
                }
            }
        } finally {
            reads.end(abort);
        }
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private HttpRequest.Builder request(Location location) {
        try {
            return HttpRequest.newBuilder(new URI(location.text().replace(" ", "%20")))
                    .timeout(settings.readTimeout());
        } catch (URISyntaxException | IllegalArgumentException e) {
            throw new TarnException(
                    ErrorCode.PATH_NOT_FOUND,
                    ErrorPosition.InFile.of(location.text()),
                    "this is no address of the web" + reason(e)
                            + "; write https://host/path, and %XX for special bytes");
        }
    }

    /** The exception itself, which repeats the whole address, is not handed on: the address may be signed. */
    private static String reason(Exception failure) {
        return failure instanceof URISyntaxException syntax
                ? ": " + syntax.getReason().toLowerCase(Locale.ROOT)
                : "";
    }

    private HttpResponse<InputStream> send(HttpRequest request) throws IOException {
        try {
            return client().send(request, BodyHandlers.ofInputStream());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw (IOException) new InterruptedIOException("the read was stopped").initCause(e);
        }
    }

    @Override
    public boolean isTransient(Exception failure) {
        return HttpErrors.isTransient(failure);
    }

    @Override
    public TarnException error(FileEntry file, Exception failure, int attempts) {
        return HttpErrors.of(file.location(), failure, attempts);
    }
}
