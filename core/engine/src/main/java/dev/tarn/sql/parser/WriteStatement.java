package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A statement that writes the rows of a query; {@link ParsedStatement#query} is that query. */
public sealed interface WriteStatement extends Statement {
    /**
     * CREATE TABLE AS.
     *
     * @param columns names that replace the query's, or empty
     * @param comment null if there is none
     * @param properties those of WITH by their names in lower case, in their order
     * @param withData false for WITH NO DATA
     */
    record CreateTableAs(
            Name name,
            boolean ifNotExists,
            List<Word> columns,
            String comment,
            Map<String, Value> properties,
            boolean withData)
            implements WriteStatement {
        public CreateTableAs {
            columns = List.copyOf(columns);
            properties = ordered(properties);
        }
    }

    /**
     * INSERT INTO.
     *
     * @param columns the table's columns that the query's are for, or empty for all
     */
    record Insert(Name table, List<Word> columns) implements WriteStatement {
        public Insert {
            columns = List.copyOf(columns);
        }
    }

    /**
     * UNLOAD.
     *
     * @param location the folder, as it is written
     * @param locationPosition where that stands
     * @param properties those of WITH by their names in lower case, in their order
     */
    record Unload(String location, InStatement locationPosition, Map<String, Value> properties)
            implements WriteStatement {
        public Unload {
            properties = ordered(properties);
        }
    }

    private static Map<String, Value> ordered(Map<String, Value> properties) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(properties));
    }
}
