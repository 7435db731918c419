package dev.tarn.sql.function;

import dev.tarn.spi.type.Type;
import java.util.List;

/** Says to what types a function's arguments are brought and what the result is. */
@FunctionalInterface
interface Signature {
    /**
     * A choice for given arguments.
     *
     * @param parameters the types to which the arguments are brought, one for each
     * @param result the type of the result
     */
    record Choice(List<Type> parameters, Type result) {
        public Choice {
            parameters = List.copyOf(parameters);
        }
    }

    /** Returns the choice for arguments of these types, or null if the function does not take them. */
    Choice choose(List<Type> arguments);

    /** Returns a signature that asks {@code other} where this one does not take the arguments. */
    default Signature or(Signature other) {
        return arguments -> {
            Choice choice = choose(arguments);
            return choice != null ? choice : other.choose(arguments);
        };
    }
}
