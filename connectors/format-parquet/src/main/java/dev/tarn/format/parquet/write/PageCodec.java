package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.codec.Compressor;
import dev.tarn.format.parquet.codec.Compressors;
import dev.tarn.format.parquet.write.encode.NativeBuffer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.parquet.format.PageHeader;
import org.apache.parquet.format.Util;

/** Compresses pages and puts their headers before them; all columns of a writer share one. */
final class PageCodec implements AutoCloseable {
    private final Compressor compressor;
    private final Runnable checkpoint;
    /** The page that is assembled. */
    private final NativeBuffer page;

    private final NativeBuffer values;
    private final NativeBuffer compressed;
    private final NativeBuffer headerBytes;
    private final ByteArrayOutputStream header = new ByteArrayOutputStream();

    /** @param checkpoint is called after each page */
    PageCodec(ParquetOptions options, BufferAllocator allocator, Runnable checkpoint) {
        this.checkpoint = checkpoint;
        compressor = Compressors.create(options.codec(), options.level());
        page = new NativeBuffer(allocator);
        values = new NativeBuffer(allocator);
        compressed = new NativeBuffer(allocator);
        headerBytes = new NativeBuffer(allocator);
    }

    /** Returns the buffer to assemble a page in, or its levels alone in version 2; empty. */
    NativeBuffer page() {
        page.clear();
        return page;
    }

    /** Returns the buffer for the values of a page of version 2; empty. */
    NativeBuffer values() {
        values.clear();
        return values;
    }

    /** Returns the buffer for a header; empty. */
    NativeBuffer header() {
        headerBytes.clear();
        return headerBytes;
    }

    boolean compresses() {
        return compressor != null;
    }

    /** Returns the bytes compressed, or as they are without a codec; valid until the next call. */
    NativeBuffer compress(NativeBuffer bytes) {
        if (compressor == null) {
            return bytes;
        }
        compressed.clear();
        compressed.ensure(compressor.maxLength(bytes.length()));
        compressed.advance(compressor.compress(bytes.buffer(), bytes.length(), compressed.buffer()));
        checkpoint.run();
        return compressed;
    }

    /** Returns a header as bytes. */
    byte[] bytes(PageHeader pageHeader) {
        header.reset();
        try {
            Util.writePageHeader(pageHeader, header);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return header.toByteArray();
    }

    long memoryBytes() {
        return page.memoryBytes() + values.memoryBytes() + compressed.memoryBytes() + headerBytes.memoryBytes();
    }

    @Override
    public void close() {
        page.close();
        values.close();
        compressed.close();
        headerBytes.close();
        if (compressor != null) {
            compressor.close();
        }
    }
}
