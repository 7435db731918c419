package dev.tarn.storage.s3;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.storage.remote.FanOut;
import java.nio.ByteBuffer;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.RejectedExecutionException;
import software.amazon.awssdk.services.s3.model.CompletedPart;

/**
 * One part of an upload on its way. Whoever waits for it sends it itself if no thread has begun to, so that the storage's
 * own threads may wait. Gives its memory back when it has been sent or has failed.
 */
final class PartUpload {
    private final S3Writer writer;
    private final FutureTask<CompletedPart> task;
    private final CompletableFuture<Void> ended = new CompletableFuture<>();

    /** Makes one of the first {@code length} bytes of {@code buffer}, which is null if there are none. */
    PartUpload(S3Upload upload, S3Writer writer, int number, DirectBuffer buffer, int length) {
        this.writer = writer;
        this.task = new FutureTask<>(() -> {
            ByteBuffer bytes = buffer == null
                    ? ByteBuffer.allocate(0)
                    : buffer.buffer().duplicate().position(0).limit(length);
            try {
                return writer.sendPart(upload, number, bytes.asReadOnlyBuffer());
            } finally {
                if (buffer != null) {
                    upload.release(buffer);
                }
                writer.partsUnderWay().end(this);
                ended.complete(null);
            }
        });
    }

    void begin() {
        writer.partsUnderWay().begin(this);
        try {
            writer.executor().execute(task);
        } catch (RejectedExecutionException e) {
            // The storage is closed: whoever waits runs it, and is told.
            writer.partsUnderWay().end(this);
        }
    }

    /** Sends the part, unless a thread has begun to. */
    void send() {
        task.run();
    }

    boolean isDone() {
        return ended.isDone();
    }

    /** Returns what is done when the part has been sent or has failed. */
    CompletableFuture<Void> ended() {
        return ended;
    }

    /** Waits for the part, and throws why it failed. */
    CompletedPart await() {
        task.run();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    return task.get();
                } catch (InterruptedException e) {
                    interrupted = true;
                } catch (ExecutionException e) {
                    throw FanOut.failure(e);
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** Waits until the part's memory is free; whether it was sent does not matter. */
    void drop() {
        task.run();
        ended.join();
    }
}
