package dev.tarn.storage.s3.test;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;

/**
 * Stands in front of a server of HTTP: hands requests on as they are, remembers them, and delays or breaks
 * them as a test asks.
 */
final class FrontDoor implements AutoCloseable {
    /** What becomes of a request. */
    sealed interface Treatment {
        /** It is handed on. */
        record Pass() implements Treatment {}

        /** It is handed on later. */
        record Late(int millis) implements Treatment {}

        /** The connection is reset. */
        record Reset() implements Treatment {}

        /** It is handed on, but no answer comes back, and the connection is reset. */
        record LoseAnswer() implements Treatment {}

        /** Half of the answer's body comes, then the connection ends. */
        record CutBody() implements Treatment {}

        /** Half of the answer's body comes, then nothing more, while the connection stays. */
        record Stall(int millis) implements Treatment {}

        /** Another answer is given; the headers are lines that end with CR LF. */
        record Answer(int status, String headers, String body) implements Treatment {}
    }

    static final Treatment PASS = new Treatment.Pass();

    /** A request, its range as the header says it or null, and all its headers. */
    record Request(String method, String target, String range, String head) {
        /** Returns a header, or null. */
        String header(String name) {
            return FrontDoor.header(head, name);
        }

        boolean isListing() {
            return target.contains("list-type=2");
        }
    }

    private final ServerSocket listener;
    private final int backendPort;
    private final List<Request> requests = new ArrayList<>();
    private final Set<Socket> connections = ConcurrentHashMap.newKeySet();
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger mostInFlight = new AtomicInteger();
    private final AtomicLong objectBytes = new AtomicLong();
    private volatile int delayMillis;
    private volatile Function<Request, Treatment> treatment = request -> PASS;

    FrontDoor(int backendPort) throws IOException {
        this.backendPort = backendPort;
        this.listener = new ServerSocket(0, 256, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    private static void daemon(Runnable task) {
        Thread thread = new Thread(task, "front-door");
        thread.setDaemon(true);
        thread.start();
    }

    int port() {
        return listener.getLocalPort();
    }

    /** Forgets what was counted; from now on requests are delayed and treated so. */
    synchronized void reset(int newDelayMillis, Function<Request, Treatment> newTreatment) {
        requests.clear();
        mostInFlight.set(0);
        objectBytes.set(0);
        delayMillis = newDelayMillis;
        treatment = newTreatment;
    }

    void reset() {
        reset(0, request -> PASS);
    }

    synchronized List<Request> requests() {
        return List.copyOf(requests);
    }

    long lists() {
        return requests().stream().filter(Request::isListing).count();
    }

    long gets() {
        return requests().stream()
                .filter(request -> request.method.equals("GET") && !request.isListing())
                .count();
    }

    long heads() {
        return requests().stream()
                .filter(request -> request.method.equals("HEAD"))
                .count();
    }

    /** Returns the bytes of objects that went out. */
    long objectBytes() {
        return objectBytes.get();
    }

    int mostInFlight() {
        return mostInFlight.get();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                client.setTcpNoDelay(true);
                connections.add(client);
                daemon(() -> serve(client));
            } catch (SocketException e) {
                return;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private void serve(Socket client) {
        try (client;
                Socket backend = new Socket(InetAddress.getLoopbackAddress(), backendPort)) {
            backend.setTcpNoDelay(true);
            InputStream fromClient = new BufferedInputStream(client.getInputStream());
            InputStream fromBackend = new BufferedInputStream(backend.getInputStream());
            while (true) {
                String head = head(fromClient);
                if (head == null || !answer(head, fromClient, client, backend.getOutputStream(), fromBackend)) {
                    return;
                }
            }
        } catch (IOException | InterruptedException e) {
            // The client went away, which it may.
            return;
        } finally {
            connections.remove(client);
        }
    }

    /** Returns whether the connection goes on. */
    private boolean answer(
            String head, InputStream fromClient, Socket client, OutputStream toBackend, InputStream fromBackend)
            throws IOException, InterruptedException {
        String[] line = head.substring(0, head.indexOf("\r\n")).split(" ");
        Request request = new Request(line[0], line[1], header(head, "range"), head);
        Treatment chosen;
        synchronized (this) {
            requests.add(request);
            chosen = treatment.apply(request);
        }
        mostInFlight.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
        try {
            int delay = chosen instanceof Treatment.Late late ? late.millis : delayMillis;
            if (delay > 0) {
                Thread.sleep(delay);
            }
            if (chosen instanceof Treatment.Reset) {
                client.setSoLinger(true, 0);
                return false;
            }
            OutputStream toClient = client.getOutputStream();
            byte[] content = content(request, fromClient, toClient);
            if (chosen instanceof Treatment.Answer own) {
                byte[] body = own.body.getBytes(StandardCharsets.UTF_8);
                boolean bodiless = request.method.equals("HEAD");
                toClient.write(("HTTP/1.1 " + own.status + " Own\r\nContent-Length: " + body.length + "\r\n"
                                + "x-amz-request-id: REQ-" + own.status + "\r\n" + own.headers + "\r\n")
                        .getBytes(StandardCharsets.ISO_8859_1));
                toClient.write(bodiless ? new byte[0] : body);
                toClient.flush();
                return true;
            }
            toBackend.write(head.replaceFirst("(?i)\\r\\nexpect:[^\\r]*", "").getBytes(StandardCharsets.ISO_8859_1));
            toBackend.write(content);
            toBackend.flush();
            if (chosen instanceof Treatment.LoseAnswer) {
                forward(request, false, fromBackend, OutputStream.nullOutputStream());
                client.setSoLinger(true, 0);
                return false;
            }
            boolean stalls = chosen instanceof Treatment.Stall;
            boolean goesOn = forward(request, stalls || chosen instanceof Treatment.CutBody, fromBackend, toClient);
            if (chosen instanceof Treatment.Stall stall) {
                Thread.sleep(stall.millis);
            }
            return goesOn;
        } finally {
            inFlight.decrementAndGet();
        }
    }

    /** Reads the body of a request, of which the client may wait to be told that it is wanted. */
    private static byte[] content(Request request, InputStream fromClient, OutputStream toClient) throws IOException {
        if (request.header("expect") != null) {
            toClient.write("HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            toClient.flush();
        }
        String length = request.header("content-length");
        return length == null ? new byte[0] : fromClient.readNBytes(Integer.parseInt(length));
    }

    private boolean forward(Request request, boolean cut, InputStream fromBackend, OutputStream toClient)
            throws IOException {
        String head = head(fromBackend);
        if (head == null) {
            return false;
        }
        toClient.write(head.getBytes(StandardCharsets.ISO_8859_1));
        String length = header(head, "content-length");
        boolean ok = head.startsWith("HTTP/1.1 20");
        if (request.method.equals("HEAD") || head.startsWith("HTTP/1.1 304") || head.startsWith("HTTP/1.1 204")) {
            toClient.flush();
            return true;
        }
        if (length != null) {
            long bytes = Long.parseLong(length);
            long sent = cut ? bytes / 2 : bytes;
            copy(fromBackend, toClient, sent);
            if (ok && !request.isListing()) {
                objectBytes.addAndGet(sent);
            }
            toClient.flush();
            return !cut;
        }
        for (int size = 1; size > 0; ) {
            String text = line(fromBackend);
            size = Integer.parseInt(text.trim(), 16);
            toClient.write((text + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
            copy(fromBackend, toClient, cut ? size / 2 : size + 2L);
            if (cut) {
                toClient.flush();
                return false;
            }
        }
        toClient.flush();
        return true;
    }

    private static void copy(InputStream in, OutputStream out, long bytes) throws IOException {
        byte[] piece = new byte[64 << 10];
        for (long left = bytes; left > 0; ) {
            int count = in.read(piece, 0, (int) Math.min(piece.length, left));
            if (count < 0) {
                throw new EOFException();
            }
            out.write(piece, 0, count);
            left -= count;
        }
    }

    /** Reads up to the empty line, which is part of what is returned; null at the end of the connection. */
    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (true) {
            String line = line(in);
            if (line == null) {
                return null;
            }
            head.append(line).append("\r\n");
            if (line.isEmpty()) {
                return head.toString();
            }
        }
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            if (next < 0) {
                return null;
            }
            if (next != '\r') {
                line.write(next);
            }
        }
        return line.toString(StandardCharsets.ISO_8859_1);
    }

    private static String header(String head, String name) {
        for (String line : head.split("\r\n")) {
            int colon = line.indexOf(':');
            if (colon > 0 && line.substring(0, colon).toLowerCase(Locale.ROOT).equals(name)) {
                return line.substring(colon + 1).trim();
            }
        }
        return null;
    }

    @Override
    public void close() {
        try {
            listener.close();
            for (Socket connection : connections) {
                connection.close();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
