package dev.tarn.catalog.write;

import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriterProcess;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * Which process a write runs in, and whether it is still there. A host's name proves nothing, as several machines and
 * containers may have the same; a process id says something only to those who share the ids of one boot of one machine and,
 * within it, of one container. Whose ids these are not looks at when the process last said that it runs.
 */
final class WriterProcesses {
    /** How long a process may be silent; it says that it runs about once a minute. */
    static final Duration LONGEST_SILENCE = Duration.ofHours(1);

    /** The time at which a process started is told anew from the clock, which may have been set since. */
    private static final Duration CLOCK_STEPS = Duration.ofMinutes(1);

    private static final Path BOOT = Path.of("/proc/sys/kernel/random/boot_id");
    private static final Path PROCESS_IDS = Path.of("/proc/self/ns/pid");

    private static final WriterProcess CURRENT = find();

    private WriterProcesses() {}

    /** Returns this process. */
    static WriterProcess current() {
        return CURRENT;
    }

    private static WriterProcess find() {
        ProcessHandle self = ProcessHandle.current();
        return new WriterProcess(
                hostName(), processSpace(), self.pid(), started(self).orElse(null));
    }

    private static Optional<Instant> started(ProcessHandle process) {
        return process.info().startInstant().map(instant -> instant.truncatedTo(ChronoUnit.MILLIS));
    }

    /** Linux tells; on other systems only silence says that a process is gone. */
    private static String processSpace() {
        try {
            String boot = Files.readString(BOOT).strip();
            return boot.isEmpty() ? null : boot + " " + Files.readSymbolicLink(PROCESS_IDS);
        } catch (IOException | UnsupportedOperationException e) {
            return null;
        }
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

    /**
     * Returns whether the process of an open write has ended, or has been silent for so long that it is taken for gone. A
     * process that wakes up again finds its write ended and commits nothing.
     *
     * @param now by the catalog's clock
     */
    static boolean isGone(WriteRecord write, Instant now) {
        return hasEnded(write.request().process())
                || write.lastAlive().plus(LONGEST_SILENCE).isBefore(now);
    }

    /** Returns whether a process is known to have ended: its id is one of those that this process sees, and it runs no more. */
    static boolean hasEnded(WriterProcess process) {
        if (process.processSpace() == null || !process.processSpace().equals(CURRENT.processSpace())) {
            return false;
        }
        Optional<ProcessHandle> found = ProcessHandle.of(process.id());
        if (found.isEmpty() || !found.get().isAlive()) {
            return true;
        }
        Optional<Instant> running = started(found.get());
        return process.started() != null
                && running.isPresent()
                && Duration.between(running.get(), process.started()).abs().compareTo(CLOCK_STEPS) > 0;
    }
}
