package dev.tarn.query;

import dev.tarn.config.EngineSettings;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;

/** What all queries of an engine share: settings, memory, workers and the catalog. Thread-safe. */
public final class QueryEngine implements AutoCloseable {
    private final EngineSettings settings;
    private final BufferAllocator allocator;

    public QueryEngine(EngineSettings settings) {
        this.settings = settings;
        this.allocator = new RootAllocator(Long.MAX_VALUE);
    }

    public EngineSettings settings() {
        return settings;
    }

    /** Plans a statement and begins to run it; names without a schema are looked up in {@code schema}. */
    public QueryExecution start(String sql, String schema) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "statements do not run yet");
    }

    /** Returns the columns that a query would have; none for a statement that has no rows. */
    public List<OutputColumn> describe(String sql, String schema) {
        throw new TarnException(ErrorCode.NOT_SUPPORTED, "statements do not run yet");
    }

    @Override
    public void close() {
        allocator.close();
    }
}
