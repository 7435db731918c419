package dev.tarn.catalog.write;

import dev.tarn.spi.metastore.WriteRequest;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which process a write runs in.
 *
 * @param host the machine's name
 * @param started when the process began, which tells it from a later one of the same number; null if unknown
 */
record ProcessName(String host, long processId, Instant started) {
    private static final ProcessName CURRENT = find();
    /** The time at which a process started is told anew from the clock, which may have been set since. */
    private static final Duration CLOCK_STEPS = Duration.ofMinutes(1);

    /** Returns the name of this process. */
    static ProcessName current() {
        return CURRENT;
    }

    private static ProcessName find() {
        ProcessHandle self = ProcessHandle.current();
        return new ProcessName(hostName(), self.pid(), started(self).orElse(null));
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant().map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    }

    private static String hostName() {
        String name = System.getenv("HOSTNAME");
        if (name != null && !name.isBlank()) {
            return name;
        }
        try {
            return InetAddress.getLocalHost().getHostName();
        } catch (UnknownHostException e) {
            return "localhost";
        }
    }

    /** Returns whether the process of a write is known to have ended. */
    static boolean isGone(WriteRequest write) {
        return new ProcessName(write.host(), write.processId(), write.processStarted()).isGone();
    }

    /** Returns whether the process is known to have ended: it ran on this machine, and runs no more. */
    boolean isGone() {
        if (!host.equals(CURRENT.host)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(processId);
        if (process.isEmpty() || !process.get().isAlive()) {
            return true;
        }
        Optional<Instant> running = started(process.get());
        return started != null
                && running.isPresent()
                && Duration.between(running.get(), started).abs().compareTo(CLOCK_STEPS) > 0;
    }
}
