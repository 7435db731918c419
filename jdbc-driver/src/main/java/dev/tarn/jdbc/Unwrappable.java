package dev.tarn.jdbc;

import java.sql.SQLException;
import java.sql.Wrapper;

/** An object of JDBC, which unwraps to itself and to what of the engine is behind it. */
abstract class Unwrappable implements Wrapper {
    /** Returns what errors call it, as {@code connection}. */
    abstract String what();

    /** Returns the object of the engine's API that is behind this one, or null. */
    Object behind() {
        return null;
    }

    @Override
    public final <T> T unwrap(Class<T> wanted) throws SQLException {
        if (wanted.isInstance(this)) {
            return wanted.cast(this);
        }
        Object behind = behind();
        if (wanted.isInstance(behind)) {
            return wanted.cast(behind);
        }
        throw JdbcErrors.notSupported("unwrapping the " + what() + " to " + wanted.getName());
    }

    @Override
    public final boolean isWrapperFor(Class<?> wanted) {
        return wanted.isInstance(this) || wanted.isInstance(behind());
    }
}
