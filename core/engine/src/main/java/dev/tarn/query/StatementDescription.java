package dev.tarn.query;

import dev.tarn.spi.type.Type;
import java.util.List;

/**
 * What is known of a statement before it is run.
 *
 * @param columns the columns of its result; none if it has no rows or they are known only when it is run
 * @param writes whether it is one that writes rows and counts them
 * @param parameterTypes the types of its parameters in order, UNKNOWN where nothing says one
 */
public record StatementDescription(List<OutputColumn> columns, boolean writes, List<Type> parameterTypes) {
    public StatementDescription {
        columns = List.copyOf(columns);
        parameterTypes = List.copyOf(parameterTypes);
    }
}
