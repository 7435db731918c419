package dev.tarn.shell.complete;

import java.util.ArrayList;
import java.util.List;

/** The columns and fields that can be named at a place. */
final class Columns {
    private final CatalogView catalog;
    private final QueryOutline outline;

    Columns(CatalogView catalog, QueryOutline outline) {
        this.catalog = catalog;
        this.outline = outline;
    }

    QueryOutline outline() {
        return outline;
    }

    /** Returns the columns of a table, as they are called in the statement. */
    List<NamedType> of(Relation relation) {
        List<NamedType> columns = new ArrayList<>();
        if (!relation.reference().isEmpty()) {
            columns.addAll(catalog.columns(relation.query()));
        }
        for (int i = 0; i < relation.names().size(); i++) {
            String name = SqlTokens.plain(relation.names().get(i));
            if (i < columns.size()) {
                columns.set(i, new NamedType(name, columns.get(i).type()));
            } else {
                columns.add(new NamedType(name, ""));
            }
        }
        return columns;
    }

    /** Returns what may follow the dot behind {@code parts}: columns of a table, or fields of a column. */
    List<NamedType> behind(List<String> parts) {
        for (Relation relation : outline.relations()) {
            if (relation.alias().equals(SqlTokens.plain(parts.get(0)))) {
                return fields(of(relation), parts.subList(1, parts.size()));
            }
            int dots = relation.reference().isEmpty() ? 0 : relation.reference().split("\\.", -1).length;
            boolean isWhole = dots > 1
                    && dots <= parts.size()
                    && SqlTokens.plain(relation.reference())
                            .equals(SqlTokens.plain(String.join(".", parts.subList(0, dots))));
            if (isWhole) {
                return fields(of(relation), parts.subList(dots, parts.size()));
            }
        }
        for (Relation relation : outline.relations()) {
            List<NamedType> found = fields(of(relation), parts);
            if (!found.isEmpty()) {
                return found;
            }
        }
        return List.of();
    }

    private static List<NamedType> fields(List<NamedType> columns, List<String> parts) {
        List<NamedType> within = columns;
        NamedType current = null;
        for (String part : parts) {
            if (part.equals(NameChain.SUBSCRIPT)) {
                current = current == null ? null : current.element();
            } else {
                String name = SqlTokens.plain(part);
                current = within.stream()
                        .filter(column -> column.name().equalsIgnoreCase(name))
                        .findFirst()
                        .orElse(null);
            }
            if (current == null) {
                return List.of();
            }
            within = current.fields();
        }
        return within;
    }

    /** Returns the columns that the last table has in common with those before it. */
    List<NamedType> common() {
        List<Relation> relations = outline.ownRelations();
        if (relations.size() < 2) {
            return List.of();
        }
        List<NamedType> common = new ArrayList<>();
        for (NamedType column : of(relations.get(relations.size() - 1))) {
            if (!ownersOf(column.name()).isEmpty()) {
                common.add(column);
            }
        }
        return common;
    }

    /** Returns the tables before the last one that have such a column. */
    private List<Relation> ownersOf(String name) {
        List<Relation> relations = outline.ownRelations();
        return relations.subList(0, relations.size() - 1).stream()
                .filter(relation ->
                        of(relation).stream().anyMatch(column -> column.name().equalsIgnoreCase(name)))
                .toList();
    }

    /** Returns conditions that join the last table with those before it, by columns of one name. */
    List<String> joinConditions() {
        List<String> conditions = new ArrayList<>();
        List<Relation> relations = outline.ownRelations();
        for (NamedType column : common()) {
            String right = relations.get(relations.size() - 1).alias();
            for (Relation left : ownersOf(column.name())) {
                if (!left.alias().isEmpty() && !right.isEmpty()) {
                    conditions.add(left.alias() + "." + column.name() + " = " + right + "." + column.name());
                }
            }
        }
        return conditions;
    }
}
