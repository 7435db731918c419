package dev.tarn.shell.complete;

import dev.tarn.SqlFunction;
import dev.tarn.Tarn;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The functions that SQL may call; they are read when they are first asked for, which takes a moment. */
public final class Functions {
    private Functions() {}

    /** Holds them, so that they are read once and by one thread. */
    private static final class Known {
        private static final List<SqlFunction> ALL = Tarn.functions();
        private static final Map<String, SqlFunction> BY_NAME = new HashMap<>();

        static {
            ALL.forEach(function -> BY_NAME.put(function.name(), function));
        }
    }

    /** Returns all of them, by name. */
    public static List<SqlFunction> all() {
        return Known.ALL;
    }

    /** Returns the function of a name in any case. */
    public static Optional<SqlFunction> find(String name) {
        return Optional.ofNullable(Known.BY_NAME.get(name.toLowerCase(Locale.ROOT)));
    }
}
