package dev.tarn.sql.define;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.GovernanceStatement;
import dev.tarn.sql.parser.PartitionStatement;
import dev.tarn.sql.parser.RefusedStatement;
import dev.tarn.sql.parser.SchemaStatement;
import dev.tarn.sql.parser.ShowStatement;
import dev.tarn.sql.parser.Statement;
import dev.tarn.sql.parser.TableStatement;
import dev.tarn.sql.parser.UpkeepStatement;
import dev.tarn.sql.parser.ViewStatement;
import dev.tarn.sql.validate.StatementContext;

/** Runs definitions against the catalog: what CREATE, ALTER, DROP, MSCK, SHOW and DESCRIBE say. */
public final class DefinitionExecutor {
    private DefinitionExecutor() {}

    /**
     * Runs a statement.
     *
     * @throws TarnException positioned at the name it is about; NOT_SUPPORTED for a statement that is refused by name;
     *     CONFLICT if another changed the same between
     */
    public static DefinitionResult run(Statement statement, StatementContext context) {
        return run(statement, context, () -> {});
    }

    /**
     * Runs a statement that may be ended while it looks at files.
     *
     * @param checkpoint is called again and again until the catalog is changed, maybe by several threads, and may throw
     * @throws TarnException as {@link #run(Statement, StatementContext)}, and what {@code checkpoint} throws
     */
    public static DefinitionResult run(Statement statement, StatementContext context, Runnable checkpoint) {
        if (statement instanceof ShowStatement show) {
            return new ShowExecutor(context).run(show);
        }
        if (statement instanceof UpkeepStatement.RepairWrites repair) {
            return WriteUpkeep.run(repair, context);
        }
        if (statement instanceof UpkeepStatement.Crawl crawl) {
            return new CrawlExecutor(context, checkpoint).run(crawl);
        }
        if (statement instanceof GovernanceStatement governance) {
            return new GovernanceExecutor(context).run(governance);
        }
        if (statement instanceof PartitionStatement partition) {
            return new PartitionExecutor(context).run(partition);
        }
        if (statement instanceof SchemaStatement schema) {
            new SchemaExecutor(context).run(schema);
        } else if (statement instanceof TableStatement table) {
            new TableExecutor(context).run(table);
        } else if (statement instanceof ViewStatement view) {
            new ViewExecutor(context).run(view);
        } else if (statement instanceof RefusedStatement refused) {
            throw new TarnException(ErrorCode.NOT_SUPPORTED, refused.position(), refused.name() + " is not supported");
        } else {
            throw new IllegalArgumentException("not a definition: " + statement);
        }
        return DefinitionResult.nothing();
    }
}
