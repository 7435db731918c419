package dev.tarn.sql.define;

import dev.tarn.catalog.CatalogManager;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.sql.parser.Statement.Name;
import dev.tarn.sql.validate.StatementContext;
import java.util.List;
import java.util.Locale;

/** Completes the names of statements by where they are looked up. */
final class FullNames {
    private FullNames() {}

    /** Returns catalog, schema and name. */
    static List<String> of(Name name, StatementContext context) {
        return CatalogManager.qualify(name.parts(), context.path(), name.position());
    }

    /** Returns catalog and schema. */
    static List<String> ofSchema(Name name, StatementContext context) {
        return switch (name.parts().size()) {
            case 1 -> List.of(context.path().catalog(), name.parts().get(0));
            case 2 -> name.parts();
            default ->
                throw new TarnException(
                        ErrorCode.INVALID_STATEMENT,
                        name.position(),
                        "a schema's name has at most two parts, catalog.schema: " + name);
        };
    }

    static Name lower(Name name) {
        return new Name(
                name.parts().stream().map(part -> part.toLowerCase(Locale.ROOT)).toList(), name.position());
    }
}
