package dev.tarn.jdbc;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A bucket {@code lake} of one object, as much of S3 as a query of it needs. */
final class OneObjectServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final AtomicInteger requests = new AtomicInteger();
    private final String key;
    private final byte[] object;

    OneObjectServer(String key, byte[] object) throws IOException {
        this.key = key;
        this.object = object;
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        server.createContext("/lake", this::answer);
        server.start();
    }

    String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /** Returns how many requests were answered. */
    int requests() {
        return requests.get();
    }

    private void answer(HttpExchange exchange) throws IOException {
        requests.incrementAndGet();
        try (exchange) {
            String query = exchange.getRequestURI().getRawQuery();
            if (query != null && query.contains("list-type=2")) {
                byte[] listing =
                        ("<ListBucketResult><Name>lake</Name><KeyCount>1</KeyCount><IsTruncated>false</IsTruncated>"
                                        + "<Contents><Key>" + key
                                        + "</Key><LastModified>2026-01-01T00:00:00.000Z</LastModified>"
                                        + "<ETag>\"one\"</ETag><Size>" + object.length
                                        + "</Size></Contents></ListBucketResult>")
                                .getBytes(StandardCharsets.UTF_8);
                exchange.sendResponseHeaders(200, listing.length);
                exchange.getResponseBody().write(listing);
                return;
            }
            exchange.getResponseHeaders().set("ETag", "\"one\"");
            if (exchange.getRequestMethod().equals("HEAD")) {
                exchange.getResponseHeaders().set("Content-Length", Integer.toString(object.length));
                exchange.sendResponseHeaders(200, -1);
                return;
            }
            String range = exchange.getRequestHeaders().getFirst("Range");
            Matcher matcher = RANGE.matcher(range == null ? "" : range);
            int from = 0;
            int to = object.length - 1;
            if (matcher.matches()) {
                from = Integer.parseInt(matcher.group(1));
                to = Integer.parseInt(matcher.group(2));
                exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + object.length);
            }
            exchange.sendResponseHeaders(matcher.matches() ? 206 : 200, to - from + 1);
            exchange.getResponseBody().write(Arrays.copyOfRange(object, from, to + 1));
        }
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
