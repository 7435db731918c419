package dev.tarn.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;
import java.util.stream.Stream;

/** What tests of ended statements tell, and what they look for afterwards. */
final class CancelReport {
    private CancelReport() {}

    /** Prints how long cancels took. */
    static void print(Logger log, List<Double> millis, String what, long barMillis) {
        List<Double> sorted = millis.stream().sorted().toList();
        int last = sorted.size() - 1;
        log.info(String.format(
                Locale.ROOT,
                "milliseconds of %d cancels %s: median %.1f, 90 in 100 at most %.1f, 99 in 100 at most %.1f, slowest %.1f;"
                        + " above %d ms: %d",
                sorted.size(),
                what,
                sorted.get(last / 2),
                sorted.get(last * 90 / 100),
                sorted.get(last * 99 / 100),
                sorted.get(last),
                barMillis,
                sorted.stream().filter(each -> each > barMillis).count()));
    }

    /** Returns what the engine's threads do now, but for those that wait for work. */
    static String stacks() {
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Thread, StackTraceElement[]> entry :
                Thread.getAllStackTraces().entrySet()) {
            boolean own = entry.getKey().getName().startsWith("tarn-");
            boolean atWork = own
                    && Stream.of(entry.getValue())
                            .anyMatch(frame -> frame.getClassName().startsWith("dev.tarn")
                                    && !frame.getMethodName().equals("take")
                                    && !frame.getClassName().startsWith("dev.tarn.jdbc.Slow"));
            if (atWork) {
                text.append("  ").append(entry.getKey().getName()).append('\n');
                Stream.of(entry.getValue())
                        .limit(14)
                        .forEach(frame -> text.append("      ").append(frame).append('\n'));
            }
        }
        return text.toString();
    }

    /** Returns the names of the engine's threads. */
    static List<String> engineThreads() {
        return Thread.getAllStackTraces().keySet().stream()
                .map(Thread::getName)
                .filter(name -> name.startsWith("tarn-"))
                .toList();
    }

    /** Returns the files below a folder; none if it is not there. */
    static List<Path> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    /** Returns the files below a folder that this process has open; none where that cannot be seen. */
    static List<String> openFiles(Path folder) throws IOException {
        Path descriptors = Path.of("/proc/self/fd");
        List<String> open = new ArrayList<>();
        if (!Files.isDirectory(descriptors)) {
            return open;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : all) {
                try {
                    String file = Files.readSymbolicLink(descriptor).toString();
                    if (file.startsWith(folder.toString())) {
                        open.add(file);
                    }
                } catch (IOException e) {
                    // Closed meanwhile: the one that the listing itself had open.
                    continue;
                }
            }
        }
        return open;
    }

    /** Looks for what may be left. */
    @FunctionalInterface
    interface Left {
        List<String> find() throws IOException;
    }

    /** Waits a while until nothing is left. The engine's memory needs none of that: its close fails for what is left. */
    static void awaitNone(String what, Left left) throws Exception {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        List<String> found = left.find();
        while (!found.isEmpty() && System.nanoTime() < patience) {
            Thread.sleep(50);
            found = left.find();
        }
        assertEquals(List.of(), found, what);
    }
}
