package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.Operator;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;

/**
 * The files of one driver that other threads make last. Small ones many at once, as each takes several requests where the
 * storage is far; but no more than memory has room for, since each may hold what it has not sent yet.
 */
final class EndingFiles {
    private static final int MOST = 16;

    /** @param memory tells how much a file holds */
    private record Ending(CompletableFuture<Void> end, LongSupplier memory) {}

    private final long mostBytes;
    private final ArrayDeque<Ending> files = new ArrayDeque<>();

    /** @param mostBytes as much memory they may take together, before another file is begun; one alone may take more */
    EndingFiles(long mostBytes) {
        this.mostBytes = mostBytes;
    }

    void add(CompletableFuture<Void> file, LongSupplier memory) {
        files.add(new Ending(file, memory));
    }

    /** Returns what to wait for before another file is begun; throws what went wrong with one. */
    CompletableFuture<?> room() {
        drop();
        boolean hasRoom = files.size() < MOST && heldBytes() <= mostBytes;
        return hasRoom ? Operator.NOT_BLOCKED : files.peek().end();
    }

    private long heldBytes() {
        return files.stream().mapToLong(file -> file.memory().getAsLong()).sum();
    }

    /** Returns what to wait for until all have ended; throws what went wrong with one. */
    CompletableFuture<?> none() {
        drop();
        return files.isEmpty() ? Operator.NOT_BLOCKED : files.peek().end();
    }

    private void drop() {
        while (!files.isEmpty() && files.peek().end().isDone()) {
            WriteContext.result(files.poll().end());
        }
    }
}
