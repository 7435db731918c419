package dev.tarn.format.orc.write;

import dev.tarn.spi.storage.ByteSink;
import java.nio.ByteBuffer;

/** A sink, and how many bytes it has. */
final class FileOutput {
    private final ByteSink sink;
    private long position;

    FileOutput(ByteSink sink) {
        this.sink = sink;
    }

    long position() {
        return position;
    }

    void write(ByteBuffer bytes) {
        position += bytes.remaining();
        sink.write(bytes);
    }
}
