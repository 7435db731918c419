package dev.tarn.jdbc;

import dev.tarn.Tarn;
import dev.tarn.TarnBuilder;
import java.util.HashMap;
import java.util.Map;
import java.util.SortedMap;

/** Engines by their settings, each open as long as a connection uses it. Thread-safe. */
final class SharedEngines {
    private final Map<Map<String, String>, Lease> leases = new HashMap<>();

    /** A use of an engine; {@link #close} ends it, once. */
    static final class Use implements AutoCloseable {
        private final SharedEngines engines;
        private final Map<String, String> settings;
        private final Tarn tarn;
        private boolean closed;

        private Use(SharedEngines engines, Map<String, String> settings, Tarn tarn) {
            this.engines = engines;
            this.settings = settings;
            this.tarn = tarn;
        }

        Tarn tarn() {
            return tarn;
        }

        @Override
        public void close() {
            engines.release(this);
        }
    }

    private static final class Lease {
        private final Tarn tarn;
        private int uses;

        private Lease(Tarn tarn) {
            this.tarn = tarn;
        }
    }

    /** Returns a use of the engine with these settings, opened if there is none. */
    synchronized Use use(SortedMap<String, String> settings) {
        Lease lease = leases.get(settings);
        if (lease == null) {
            TarnBuilder builder = Tarn.builder();
            settings.forEach(builder::setting);
            lease = new Lease(builder.open());
            leases.put(settings, lease);
        }
        lease.uses++;
        return new Use(this, settings, lease.tarn);
    }

    private void release(Use use) {
        Tarn unused = endUse(use);
        if (unused != null) {
            // Outside the lock: what runs may take a while to end, and others are not to wait for it.
            unused.close();
        }
    }

    /** Returns the engine if that was its last use, else null. */
    private synchronized Tarn endUse(Use use) {
        if (use.closed) {
            return null;
        }
        use.closed = true;
        Lease lease = leases.get(use.settings);
        if (--lease.uses > 0) {
            return null;
        }
        leases.remove(use.settings);
        return lease.tarn;
    }
}
