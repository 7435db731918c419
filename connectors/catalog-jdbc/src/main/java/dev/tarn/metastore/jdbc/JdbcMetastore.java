package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreReader;
import dev.tarn.spi.metastore.MetastoreWriter;
import dev.tarn.spi.metastore.WriteId;
import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** A metastore in a database. Changes of one process queue here, those of several in the database. */
final class JdbcMetastore implements Metastore {
    private static final int MAX_IDLE = 8;
    private static final String VERSION = "SELECT version FROM tarn_state";

    private final Dialect dialect;
    private final Deque<Link> idle = new ArrayDeque<>();
    private final ReentrantLock changing = new ReentrantLock(true);
    private boolean closed;
    private String id;

    private JdbcMetastore(Dialect dialect) {
        this.dialect = dialect;
    }

    /** Opens the metastore and makes its tables if they are not there. */
    static JdbcMetastore open(Dialect dialect) {
        JdbcMetastore metastore = new JdbcMetastore(dialect);
        Link link = metastore.connect();
        try {
            metastore.id = SetUp.run(link, dialect);
            metastore.release(link);
            return metastore;
        } catch (RuntimeException e) {
            link.close();
            throw e;
        }
    }

    private Link connect() {
        try {
            return new Link(dialect.connect(), dialect);
        } catch (SQLException e) {
            throw dialect.translate(e);
        }
    }

    private Link acquire() {
        synchronized (idle) {
            if (closed) {
                throw new TarnException(ErrorCode.CLOSED, "the catalog is closed");
            }
            if (!idle.isEmpty()) {
                return idle.pop();
            }
        }
        return connect();
    }

    private void release(Link link) {
        synchronized (idle) {
            if (!closed && !link.isLost() && idle.size() < MAX_IDLE) {
                idle.push(link);
                return;
            }
        }
        link.close();
    }

    /** Begins with a connection that may have been lost since it was used last, if so with a new one. */
    private Link begin(Consumer<Link> first) {
        Link link = acquire();
        try {
            first.accept(link);
            return link;
        } catch (RuntimeException e) {
            link.close();
            if (!link.isLost()) {
                throw e;
            }
        }
        Link other = connect();
        try {
            first.accept(other);
            return other;
        } catch (RuntimeException e) {
            other.close();
            throw e;
        }
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public long version() {
        long[] version = new long[1];
        Link link = begin(each -> version[0] = each.number(VERSION));
        release(link);
        return version[0];
    }

    @Override
    public <T> T read(Function<? super MetastoreReader, ? extends T> questions) {
        Link link = begin(each -> each.execute(dialect.beginRead()));
        return run(link, () -> questions.apply(new JdbcReader(link, id)));
    }

    @Override
    public <T> T change(String user, Function<? super MetastoreWriter, ? extends T> work) {
        if (changing.isHeldByCurrentThread()) {
            throw new IllegalStateException("a change within a change");
        }
        changing.lock();
        try {
            Link link = begin(each -> {
                for (String statement : dialect.beginWrite()) {
                    each.execute(statement);
                }
            });
            return run(link, () -> work.apply(JdbcWriter.begin(link, id, user)));
        } finally {
            changing.unlock();
        }
    }

    @Override
    public void keepAlive(Collection<WriteId> writes) {
        List<Object[]> numbers = new ArrayList<>();
        writes.forEach(write -> numbers.add(new Object[] {write.number()}));
        Link link = begin(each -> each.updateAll(
                "UPDATE tarn_writes SET alive_at = " + dialect.clock() + " WHERE number = ? AND state = 'OPEN'",
                numbers));
        release(link);
    }

    private <T> T run(Link link, Supplier<T> work) {
        boolean done = false;
        try {
            T result = work.get();
            link.execute("COMMIT");
            done = true;
            return result;
        } finally {
            if (!done) {
                link.rollback();
            }
            release(link);
        }
    }

    @Override
    public String description() {
        return dialect.description();
    }

    @Override
    public void close() {
        synchronized (idle) {
            closed = true;
            idle.forEach(Link::close);
            idle.clear();
        }
    }
}
