package dev.tarn.storage.local;

import dev.tarn.spi.memory.DirectBuffer;
import dev.tarn.spi.memory.DirectBufferPool;
import dev.tarn.spi.storage.Location;
import dev.tarn.spi.storage.OutputFile;
import dev.tarn.spi.storage.PendingFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.apache.arrow.memory.BufferAllocator;

/** A local file while it is written, under its hidden name. */
final class LocalOutputFile implements OutputFile {
    private static final int BUFFER_BYTES = 256 << 10;
    /** How often a folder is made anew that somebody removed, since it was empty, before the file was in it. */
    private static final int MAX_ATTEMPTS = 10;

    private final Location location;
    private final Path target;
    private final Path hidden;
    private final FileChannel channel;
    private final DirectBuffer memory;
    private final ByteBuffer buffer;
    private long flushed;
    private boolean prepared;
    private volatile boolean closed;

    private LocalOutputFile(Location location, Path target, FileChannel channel, DirectBuffer memory) {
        this.location = location;
        this.target = target;
        this.hidden = PendingNames.of(target);
        this.channel = channel;
        this.memory = memory;
        this.buffer = memory.buffer().duplicate().position(0).limit(BUFFER_BYTES);
    }

    static LocalOutputFile create(Location location, Path target, BufferAllocator allocator) {
        DirectBuffer memory = DirectBufferPool.acquire(allocator, BUFFER_BYTES);
        try {
            return new LocalOutputFile(location, target, open(target), memory);
        } catch (IOException e) {
            memory.close();
            throw WriteFailures.of(target, e);
        }
    }

    private static FileChannel open(Path target) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                Path folder = target.toAbsolutePath().getParent();
                if (folder != null) {
                    Files.createDirectories(folder);
                }
                if (Files.exists(target)) {
                    throw new FileAlreadyExistsException(target.toString());
                }
                return FileChannel.open(
                        PendingNames.of(target), StandardOpenOption.WRITE, StandardOpenOption.CREATE_NEW);
            } catch (NoSuchFileException e) {
                if (attempt == MAX_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    @Override
    public Location location() {
        return location;
    }

    @Override
    public PendingFile pending() {
        return new PendingFile(location, "");
    }

    @Override
    public long position() {
        return flushed + buffer.position();
    }

    @Override
    public long memoryBytes() {
        return closed ? 0 : BUFFER_BYTES;
    }

    @Override
    public void write(ByteBuffer source) {
        if (closed || prepared) {
            throw new IllegalStateException("the file is not written to any more: " + location);
        }
        if (source.isDirect() && source.remaining() > buffer.remaining()) {
            flush();
            drain(source);
            return;
        }
        while (source.hasRemaining()) {
            if (!buffer.hasRemaining()) {
                flush();
            }
            int count = Math.min(buffer.remaining(), source.remaining());
            buffer.put(buffer.position(), source, source.position(), count);
            buffer.position(buffer.position() + count);
            source.position(source.position() + count);
        }
    }

    private void drain(ByteBuffer source) {
        try {
            while (source.hasRemaining()) {
                flushed += channel.write(source);
            }
        } catch (IOException e) {
            throw WriteFailures.of(target, e);
        }
    }

    private void flush() {
        buffer.flip();
        try {
            drain(buffer);
        } finally {
            // What could not be written is not written later either: the file can only be aborted.
            buffer.clear().limit(BUFFER_BYTES);
        }
    }

    @Override
    public void prepare() {
        if (prepared) {
            return;
        }
        flush();
        try {
            channel.force(true);
            channel.close();
        } catch (IOException e) {
            throw WriteFailures.of(target, e);
        }
        prepared = true;
    }

    @Override
    public void close() {
        if (closed) {
            return;
        }
        closed = true;
        memory.close();
        try {
            channel.close();
            if (!prepared) {
                Files.deleteIfExists(hidden);
            }
        } catch (IOException e) {
            throw WriteFailures.of(target, e);
        }
    }
}
