package dev.tarn.format.orc.codec;

import org.apache.orc.CompressionCodec;
import org.apache.orc.CompressionKind;

/** What all codecs are to orc-core, which hands them heap buffers: without options, and with nothing to begin anew. */
abstract class HeapCodec implements CompressionCodec {
    private final CompressionKind kind;

    HeapCodec(CompressionKind kind) {
        this.kind = kind;
    }

    @Override
    public final Options getDefaultOptions() {
        return NullOptions.INSTANCE;
    }

    @Override
    public final void reset() {}

    @Override
    public void destroy() {}

    @Override
    public final CompressionKind getKind() {
        return kind;
    }

    @Override
    public final void close() {
        destroy();
    }
}
