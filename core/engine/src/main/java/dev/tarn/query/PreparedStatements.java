package dev.tarn.query;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.text.NearestNames;
import dev.tarn.sql.parser.ParsedStatement;
import dev.tarn.sql.parser.PreparationStatement;
import dev.tarn.sql.parser.PreparationStatement.Deallocate;
import dev.tarn.sql.parser.PreparationStatement.Execute;
import dev.tarn.sql.parser.PreparationStatement.Prepare;
import dev.tarn.sql.parser.Statement.Word;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.validate.StatementParameters;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/** The statements that a session keeps under a name. Thread-safe. */
public final class PreparedStatements {
    private final Map<String, Prepare> byName = new ConcurrentHashMap<>();

    /** Keeps or forgets a statement. */
    void run(PreparationStatement statement) {
        if (statement instanceof Prepare prepare) {
            byName.put(prepare.name().text(), prepare);
        } else {
            Word name = ((Deallocate) statement).name();
            if (byName.remove(name.text()) == null) {
                throw notFound(name);
            }
        }
    }

    /**
     * Returns the statement to run, with its parameters.
     *
     * @throws TarnException PREPARED_STATEMENT_NOT_FOUND; INVALID_PARAMETER_USAGE if it has another number of parameters
     */
    ParsedStatement statement(Execute execute) {
        Word name = execute.name();
        Prepare prepare = byName.get(name.text());
        if (prepare == null) {
            throw notFound(name);
        }
        ParsedStatement statement = TarnParser.parse(prepare.text(), prepare.start());
        int wanted = statement.query().map(StatementParameters::count).orElse(0);
        int given = execute.values().count();
        if (wanted != given) {
            throw new TarnException(
                    ErrorCode.INVALID_PARAMETER_USAGE,
                    name.position(),
                    "the prepared statement " + name.text() + " has " + counted(wanted) + ", and EXECUTE gives "
                            + (given == 0 ? "none" : given));
        }
        return statement;
    }

    /** Runs what plans an executed statement; an error in it is told at EXECUTE, and where in the kept text it is. */
    <T> T blaming(Execute execute, Supplier<T> planning) {
        try {
            return planning.get();
        } catch (TarnException e) {
            if (!(e.position().orElse(null) instanceof InStatement place)) {
                throw e;
            }
            throw new TarnException(
                    e.code(),
                    execute.name().position(),
                    "in the prepared statement " + execute.name().text() + ", line " + place.line() + ", column "
                            + place.column() + ": " + e.detail(),
                    e);
        }
    }

    private static String counted(int parameters) {
        return parameters == 0 ? "no parameters" : parameters == 1 ? "one parameter" : parameters + " parameters";
    }

    private TarnException notFound(Word name) {
        return new TarnException(
                ErrorCode.PREPARED_STATEMENT_NOT_FOUND,
                name.position(),
                "this session has no prepared statement " + name.text()
                        + NearestNames.hint(name.text(), List.copyOf(byName.keySet())));
    }
}
