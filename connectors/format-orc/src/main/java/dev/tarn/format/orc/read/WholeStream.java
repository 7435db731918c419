package dev.tarn.format.orc.read;

import java.io.EOFException;
import java.io.IOException;
import java.util.function.Consumer;
import org.apache.hadoop.hive.common.io.DiskRangeList;
import org.apache.orc.impl.InStream;
import org.apache.orc.impl.PositionProvider;

/** A stream whose end is an error for who asks for more: orc-core's integer decoders would ask again, two billion times. */
final class WholeStream extends InStream {
    private final InStream stream;

    WholeStream(InStream stream) {
        super(stream, 0, 0);
        this.stream = stream;
    }

    @Override
    public int read() throws IOException {
        return stream.read();
    }

    @Override
    public int read(byte[] target, int offset, int count) throws IOException {
        int read = stream.read(target, offset, count);
        if (read < 0 && count > 0) {
            throw new EOFException("the stream ends too early");
        }
        return read;
    }

    @Override
    public int available() throws IOException {
        return stream.available();
    }

    @Override
    public void seek(PositionProvider position) throws IOException {
        stream.seek(position);
    }

    @Override
    public void changeIv(Consumer<byte[]> modifier) {
        stream.changeIv(modifier);
    }

    @Override
    protected void setCurrent(DiskRangeList range, boolean isJump) {
        throw new IllegalStateException("the stream within moves by itself");
    }

    @Override
    public void close() {
        stream.close();
    }

    @Override
    public String toString() {
        return stream.toString();
    }
}
