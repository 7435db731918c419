package dev.tarn.storage.http;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A server of one file at {@code /file.parquet}, with the manners that a test asks for. */
final class WebServer implements AutoCloseable {
    private static final Pattern RANGE = Pattern.compile("bytes=(\\d+)-(\\d+)");

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    volatile byte[] content = new byte[0];
    volatile String tag = "\"one\"";
    volatile boolean givesRanges = true;
    volatile boolean answersHead = true;
    volatile boolean tellsLength = true;
    final AtomicInteger failures = new AtomicInteger();
    volatile int failureStatus = 503;
    /** As many answers send half of their body and then wait. */
    final AtomicInteger stalls = new AtomicInteger();

    private static final long STALL_MILLIS = 5_000;

    WebServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 100);
        server.setExecutor(threads);
        server.createContext("/", this::answer);
        server.start();
    }

    String address(String path) {
        return "http://127.0.0.1:" + server.getAddress().getPort() + path;
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void answer(HttpExchange exchange) throws IOException {
        try (exchange) {
            String method = exchange.getRequestMethod();
            String path = exchange.getRequestURI().getPath();
            requests.add(method + " " + path);
            boolean isHead = method.equals("HEAD");
            if (failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
                exchange.sendResponseHeaders(failureStatus, -1);
            } else if (path.equals("/moved.parquet")) {
                exchange.getResponseHeaders().set("Location", "/file.parquet");
                exchange.sendResponseHeaders(302, -1);
            } else if (!path.equals("/file.parquet")) {
                exchange.sendResponseHeaders(path.startsWith("/secret") ? 403 : 404, -1);
            } else if (isHead && !answersHead) {
                exchange.sendResponseHeaders(405, -1);
            } else {
                send(exchange, isHead);
            }
        }
    }

    private void send(HttpExchange exchange, boolean isHead) throws IOException {
        byte[] body = content;
        if (tag != null) {
            exchange.getResponseHeaders().set("ETag", tag);
        }
        String asked = exchange.getRequestHeaders().getFirst("Range");
        String condition = exchange.getRequestHeaders().getFirst("If-Range");
        Matcher range = RANGE.matcher(asked == null ? "" : asked);
        if (isHead) {
            exchange.getResponseHeaders().set("Content-Length", Integer.toString(body.length));
            exchange.sendResponseHeaders(200, -1);
        } else if (givesRanges && range.matches() && (condition == null || condition.equals(tag))) {
            int from = Integer.parseInt(range.group(1));
            int to = Math.min(Integer.parseInt(range.group(2)), body.length - 1);
            exchange.getResponseHeaders().set("Content-Range", "bytes " + from + "-" + to + "/" + body.length);
            exchange.sendResponseHeaders(206, to - from + 1);
            write(exchange, Arrays.copyOfRange(body, from, to + 1));
        } else {
            exchange.sendResponseHeaders(200, tellsLength ? body.length : 0);
            write(exchange, body);
        }
    }

    private void write(HttpExchange exchange, byte[] body) throws IOException {
        OutputStream out = exchange.getResponseBody();
        if (stalls.getAndUpdate(left -> Math.max(0, left - 1)) > 0) {
            out.write(body, 0, body.length / 2);
            out.flush();
            try {
                Thread.sleep(STALL_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        } else {
            out.write(body);
        }
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
