package dev.tarn.exec.pipeline;

import dev.tarn.memory.QueryMemoryPool;
import java.util.Locale;
import org.apache.arrow.memory.OutOfMemoryException;

/** Tells which memory an error says there is no more of: the query's, or one of the JVM's. */
final class ExhaustedMemory {
    private ExhaustedMemory() {}

    /** Returns what happened and what to do about it, or null if the error is about something else. */
    static String describe(Throwable error, QueryMemoryPool query) {
        if (error instanceof OutOfMemoryError of) {
            return ofMachine(of);
        }
        if (!(error instanceof OutOfMemoryException)) {
            return null;
        }
        return error.getCause() instanceof OutOfMemoryError of
                ? ofMachine(of)
                : "the query holds " + query.usedBytes() + " bytes and needs more than its memory limit of "
                        + query.limitBytes() + " bytes; raise the limit, or select fewer rows or columns";
    }

    /** The JVM says in words alone what it lacks. */
    private static String ofMachine(OutOfMemoryError error) {
        String message = String.valueOf(error.getMessage()).toLowerCase(Locale.ROOT);
        if (message.contains("direct buffer memory")) {
            return "the JVM's direct memory is full; start the JVM with a larger -XX:MaxDirectMemorySize, or run fewer"
                    + " queries at once";
        }
        if (message.contains("native thread")) {
            return "the operating system gives the process no more threads; raise its limit, or lower threads and"
                    + " io_threads";
        }
        if (message.contains("unable to allocate")) {
            return "the machine's memory is full; lower memory_limit or the JVM's -Xmx, or select fewer rows or columns";
        }
        return "the Java heap is full; start the JVM with a larger -Xmx, or select fewer rows or columns";
    }
}
