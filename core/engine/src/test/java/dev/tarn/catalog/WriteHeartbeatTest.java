package dev.tarn.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.catalog.store.MemoryMetastore;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.WriteId;
import java.time.Duration;
import java.util.Collection;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(value = 1, unit = TimeUnit.MINUTES, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class WriteHeartbeatTest {
    private static final WriteId FIRST = new WriteId("00000000", 1);
    private static final WriteId SECOND = new WriteId("00000000", 2);

    /** Notes which writes it is told of; the first time, it cannot be reached. */
    private static final class FakeMetastore implements Metastore {
        private final MemoryMetastore memory = new MemoryMetastore();
        private final BlockingQueue<Set<WriteId>> beats = new LinkedBlockingQueue<>();
        private boolean reachable;

        @Override
        public String id() {
            return memory.id();
        }

        @Override
        public long version() {
            return memory.version();
        }

        @Override
        public <T> T read(Function<? super MetastoreReader, ? extends T> questions) {
            return memory.read(questions);
        }

        @Override
        public <T> T change(String user, Function<? super MetastoreWriter, ? extends T> work) {
            return memory.change(user, work);
        }

        @Override
        public void keepAlive(Collection<WriteId> writes) {
            if (!reachable) {
                reachable = true;
                throw new TarnException(ErrorCode.CATALOG_UNAVAILABLE, "nobody is there, as the test wants it");
            }
            beats.add(Set.copyOf(writes));
        }

        @Override
        public String description() {
            return "fake";
        }

        @Override
        public void close() {
            memory.close();
        }
    }

    private static void await(FakeMetastore metastore, Set<WriteId> writes) throws InterruptedException {
        Set<WriteId> told = Set.of();
        while (!told.equals(writes)) {
            told = metastore.beats.take();
        }
    }

    @Test
    void tellsOfTheWritesThatRun() throws InterruptedException {
        FakeMetastore metastore = new FakeMetastore();
        try (WriteHeartbeat heartbeat = new WriteHeartbeat(metastore, Duration.ofMillis(2))) {
            heartbeat.begin(FIRST);
            await(metastore, Set.of(FIRST));
            heartbeat.begin(SECOND);
            await(metastore, Set.of(FIRST, SECOND));
            heartbeat.end(FIRST);
            await(metastore, Set.of(SECOND));
            heartbeat.end(SECOND);
            heartbeat.begin(FIRST);
            await(metastore, Set.of(FIRST));
            heartbeat.end(FIRST);
        }
        metastore.close();
    }

    @Test
    void isSilentWithoutWrites() throws InterruptedException {
        FakeMetastore metastore = new FakeMetastore();
        try (WriteHeartbeat heartbeat = new WriteHeartbeat(metastore, Duration.ofMillis(1))) {
            heartbeat.begin(FIRST);
            await(metastore, Set.of(FIRST));
            heartbeat.end(FIRST);
            Thread.sleep(20);
            metastore.beats.clear();
            Thread.sleep(20);
            assertEquals(0, metastore.beats.size());
        }
        assertTrue(metastore.reachable);
    }
}
