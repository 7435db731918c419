package dev.tarn.catalog.store;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.WriteId;
import java.security.SecureRandom;
import java.util.Collection;
import java.util.Locale;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;

/** A metastore that is gone when its engine is. Readers wait for nobody; a change begins when the one before has ended. */
public final class MemoryMetastore implements Metastore {
    private final String id = String.format(Locale.ROOT, "%08x", new SecureRandom().nextInt());
    private final ReentrantLock changing = new ReentrantLock();
    private volatile MemoryState state = MemoryState.empty();

    @Override
    public String id() {
        return id;
    }

    @Override
    public long version() {
        return state.version();
    }

    @Override
    public <T> T read(Function<? super MetastoreReader, ? extends T> questions) {
        return questions.apply(new MemoryReader(id, state));
    }

    @Override
    public <T> T change(String user, Function<? super MetastoreWriter, ? extends T> work) {
        if (changing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a change within a change");
        }
        changing.lock();
        try {
            MemoryWriter writer = new MemoryWriter(id, state, user);
            T result = work.apply(writer);
            state = writer.state();
            return result;
        } finally {
            changing.unlock();
        }
    }

    /** Does nothing: a write in memory is gone when its process is. */
    @Override
    public void keepAlive(Collection<WriteId> writes) {}

    @Override
    public String description() {
        return "memory";
    }

    /** Does nothing: there is nothing to free. */
    @Override
    public void close() {}
}
