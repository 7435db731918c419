package dev.tarn.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A bucket {@code lake} of one object under many names, as much of S3 as a query of it needs, and slow: {@code deaf/...}
 * trickles whatever it is asked for, {@code slow/...} all but listings and what ends with the object's last byte, and
 * {@code list/...} trickles its listings. Counts the answers that were begun and, since whoever asked hung up, not ended.
 */
final class SlowBucketServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");
    private static final int TRICKLE_MILLIS = 10;

    private final HttpServer server;
    private final ExecutorService threads;
    private final byte[] object;
    private final AtomicInteger begun = new AtomicInteger();
    private final AtomicInteger ended = new AtomicInteger();
    private final AtomicInteger hungUp = new AtomicInteger();
    private volatile boolean closed;

    SlowBucketServer(byte[] object) throws IOException {
        this.object = object;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.createContext("/lake", this::answer);
        threads = Executors.newCachedThreadPool(task -> {
            Thread thread = new Thread(task, "slow-bucket-server");
            thread.setDaemon(true);
            return thread;
        });
        server.setExecutor(threads);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns how many answers are neither whole nor given up by who asked. */
    int underWay() {
        return begun.get() - ended.get() - hungUp.get();
    }

    /** Returns how many answers were begun whose asker hung up. */
    int hungUp() {
        return hungUp.get();
    }

    private void answer(HttpExchange exchange) {
        begun.incrementAndGet();
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.contains("list-type=2")) {
                list(exchange, query);
            } else {
                give(exchange);
            }
            ended.incrementAndGet();
        } catch (IOException e) {
            hungUp.incrementAndGet();
        }
    }

    private void list(HttpExchange exchange, String query) throws IOException {
        StringBuilder listing =
                new StringBuilder("<ListBucketResult><Name>lake</Name><IsTruncated>false</IsTruncated>");
        String folder = query.replaceAll(".*prefix=([a-z]*).*", "$1");
        for (int i = 0; i < 4; i++) {
            listing.append("<Contents><Key>")
                    .append(folder)
                    .append("/part-")
                    .append(i)
                    .append(".parquet</Key>");
            listing.append("<LastModified>2026-01-01T00:00:00.000Z</LastModified><ETag>\"one\"</ETag><Size>");
            listing.append(object.length).append("</Size></Contents>");
        }
        byte[] bytes = listing.append("</ListBucketResult>").toString().getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(200, bytes.length);
        write(exchange.getResponseBody(), bytes, 0, bytes.length, folder.equals("list") ? 1 : bytes.length);
    }

    private void give(HttpExchange exchange) throws IOException {
        exchange.getResponseHeaders().set("ETag", "\"one\"");
        if (exchange.getRequestMethod().equals("HEAD")) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
            exchange.sendResponseHeaders(200, -1);
            return;
        }
        String range = exchange.getRequestHeaders().getFirst("Range");
        Matcher matcher = RANGE.matcher(range == null ? "" : range);
        int from = 0;
        int length = object.length;
        if (matcher.matches()) {
            from = Integer.parseInt(matcher.group(1));
            length = Math.min(object.length, Integer.parseInt(matcher.group(2)) + 1) - from;
            exchange.getResponseHeaders()
                    .set("Content-Range", "bytes " + from + "-" + (from + length - 1) + "/" + object.length);
        }
        exchange.sendResponseHeaders(matcher.matches() ? 206 : 200, length);
        boolean deaf = exchange.getRequestURI().getPath().startsWith("/lake/deaf");
        boolean quick = !deaf && from + length == object.length;
        write(exchange.getResponseBody(), object, from, length, quick ? length : 1);
    }

    /** Writes some bytes at a time; that whoever asked has hung up is seen at one of the next writes. */
    private void write(OutputStream body, byte[] bytes, int from, int length, int step) throws IOException {
        for (int done = 0; done < length && !closed; done += step) {
            if (done > 0) {
                pause();
            }
            body.write(bytes, from + done, Math.min(step, length - done));
            body.flush();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(TRICKLE_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed = true;
        server.stop(0);
        threads.shutdownNow();
    }
}
