package dev.tarn.slt;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process of a test, which runs a class with this one's class path; its lines are read as it prints them. */
final class TestProcess implements AutoCloseable {
    private final Process process;
    private final Thread reader;
    private final List<String> lines = new ArrayList<>();

    private TestProcess(Process process) {
        this.process = process;
        this.reader = new Thread(this::read, "lines of process " + process.pid());
        reader.setDaemon(true);
        reader.start();
    }

    static TestProcess start(Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        // A newer JVM warns of what Arrow and SQLite's driver do.
        command.addAll(List.of("-XX:+IgnoreUnrecognizedVMOptions", "--sun-misc-unsafe-memory-access=allow"));
        command.add("--enable-native-access=ALL-UNNAMED");
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
        command.addAll(List.of(arguments));
        try {
            // Its errors go to the build's log: only its own lines are read.
            return new TestProcess(new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void read() {
        try (BufferedReader output =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                synchronized (lines) {
                    lines.add(line);
                }
            }
        } catch (IOException e) {
            synchronized (lines) {
                lines.add("cannot be read: " + e);
            }
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends the process at once, as {@code kill -9} does, and returns all that it printed. */
    List<String> kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
        reader.join();
        return lines();
    }

    /** Waits for the end and returns all that was printed; fails if the process does. */
    List<String> await(int seconds) throws InterruptedException {
        boolean ended = process.waitFor(seconds, TimeUnit.SECONDS);
        if (!ended || process.exitValue() != 0) {
            throw new AssertionError((ended ? "failed: " : "still runs: ") + kill());
        }
        reader.join();
        return lines();
    }

    List<String> lines() {
        synchronized (lines) {
            return List.copyOf(lines);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
