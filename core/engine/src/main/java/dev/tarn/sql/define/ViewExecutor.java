package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.catalog.ViewDefinition;
import dev.tarn.spi.catalog.ColumnSchema;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InStatement;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.TarnParser;
import dev.tarn.sql.parser.ViewStatement;
import dev.tarn.sql.validate.QueryValidator;
import dev.tarn.sql.validate.StatementContext;
import dev.tarn.sql.validate.ValidatedQuery;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Runs CREATE and DROP VIEW. */
final class ViewExecutor {
    private final CatalogManager catalog;
    private final StatementContext context;

    ViewExecutor(StatementContext context) {
        this.catalog = context.catalog();
        this.context = context;
    }

    void run(ViewStatement statement) {
        if (statement instanceof ViewStatement.CreateView create) {
            create(create);
        } else {
            ViewStatement.DropView drop = (ViewStatement.DropView) statement;
            catalog.drop(
                    FullNames.of(drop.name(), context),
                    true,
                    drop.ifExists(),
                    drop.name().position());
        }
    }

    private void create(ViewStatement.CreateView create) {
        List<String> name = FullNames.of(create.name(), context);
        ValidatedQuery query =
                QueryValidator.validate(TarnParser.parse(create.queryText(), create.queryStart()), context);
        int width = query.labels().size();
        if (!create.columns().isEmpty() && create.columns().size() != width) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    create.name().position(),
                    "the view names " + create.columns().size() + " columns, but its query has " + width);
        }
        List<ColumnSchema> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < width; i++) {
            String label = create.columns().isEmpty()
                    ? query.labels().get(i).toLowerCase(Locale.ROOT)
                    : create.columns().get(i);
            checkColumnName(label, i, seen, create.queryStart());
            columns.add(ColumnSchema.of(label, query.types().get(i)));
        }
        List<String> names = columns.stream().map(ColumnSchema::name).toList();
        ViewDefinition view =
                new ViewDefinition(name, columns, names, create.queryText(), context.path(), create.comment());
        catalog.create(view, false, create.orReplace(), create.name().position());
    }

    private static void checkColumnName(String label, int index, Set<String> seen, InStatement position) {
        if (label.equals("_col" + index)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "column " + (index + 1) + " of the view has no name; give it one with AS");
        }
        if (!seen.add(label)) {
            throw new TarnException(
                    ErrorCode.INVALID_STATEMENT,
                    position,
                    "the view has two columns " + label + "; give one another name with AS");
        }
    }
}
