package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.Operator;
import java.util.ArrayDeque;
import java.util.concurrent.CompletableFuture;

/** The files of one driver that other threads make last. Not many at once: each may hold what it has not sent yet. */
final class EndingFiles {
    private static final int MOST = 4;

    private final ArrayDeque<CompletableFuture<Void>> files = new ArrayDeque<>();

    void add(CompletableFuture<Void> file) {
        files.add(file);
    }

    /** Returns what to wait for before another file is begun; throws what went wrong with one. */
    CompletableFuture<?> room() {
        drop();
        return files.size() < MOST ? Operator.NOT_BLOCKED : files.peek();
    }

    /** Returns what to wait for until all have ended; throws what went wrong with one. */
    CompletableFuture<?> none() {
        drop();
        return files.isEmpty() ? Operator.NOT_BLOCKED : files.peek();
    }

    private void drop() {
        while (!files.isEmpty() && files.peek().isDone()) {
            WriteContext.result(files.poll());
        }
    }
}
