package dev.tarn.catalog;

import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;

/** Answers of a metastore, remembered as long as it has the same version. Thread-safe. */
final class VersionCache<K, V> {
    /** More answers than these are forgotten: they are about partitions, of which there may be very many. */
    private static final int MOST_ANSWERS = 10_000;

    private record Answers<K, V>(long version, Map<K, V> byKey) {}

    private final Metastore metastore;
    private final BiFunction<MetastoreReader, K, V> question;
    private volatile Answers<K, V> remembered = new Answers<>(-1, new ConcurrentHashMap<>());

    /** @param question answers a key by a value, which is not null */
    VersionCache(Metastore metastore, BiFunction<MetastoreReader, K, V> question) {
        this.metastore = metastore;
        this.question = question;
    }

    /** Returns the answer of now; asks the metastore for its version, and for more if there is a new one. */
    V newest(K key) {
        return at(metastore.version(), key);
    }

    /** Returns the answer of a version that the metastore had a moment ago, or of a newer one. */
    V at(long version, K key) {
        Answers<K, V> known = remembered;
        V answer = known.version >= version ? known.byKey.get(key) : null;
        return answer == null ? ask(key) : answer;
    }

    private V ask(K key) {
        return metastore.read(reader -> {
            V answer = question.apply(reader, key);
            keep(reader.version(), key, answer);
            return answer;
        });
    }

    /** Returns the answer in the state of a transaction. */
    V within(MetastoreReader reader, K key) {
        long version = reader.version();
        Answers<K, V> known = remembered;
        V answer = known.version == version ? known.byKey.get(key) : null;
        if (answer == null) {
            answer = question.apply(reader, key);
            keep(version, key, answer);
        }
        return answer;
    }

    private void keep(long version, K key, V answer) {
        Answers<K, V> known = remembered;
        if (known.version < version || known.byKey.size() >= MOST_ANSWERS) {
            known = new Answers<>(version, new ConcurrentHashMap<>());
            remembered = known;
        }
        if (known.version == version) {
            known.byKey.put(key, answer);
        }
    }
}
