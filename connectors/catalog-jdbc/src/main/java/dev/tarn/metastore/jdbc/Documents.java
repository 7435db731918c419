package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Bucketing;
import dev.tarn.spi.metastore.ColumnDefinition;
import dev.tarn.spi.metastore.Partition;
import dev.tarn.spi.metastore.PartitionKey;
import dev.tarn.spi.metastore.RelationDefinition;
import dev.tarn.spi.metastore.StorageDefinition;
import dev.tarn.spi.metastore.TableDefinition;
import dev.tarn.spi.metastore.ViewQuery;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Definitions as JSON texts. What is null or empty is left out, and what a later Tarn adds is not looked at. */
final class Documents {
    private Documents() {}

    static String definition(RelationDefinition definition) {
        Map<String, Object> document = new LinkedHashMap<>();
        if (definition instanceof TableDefinition table) {
            document.put("columns", columns(table.columns()));
            put(document, "partitionColumns", columns(table.partitionColumns()));
            document.put("storage", storage(table.storage()));
            if (table.bucketing() != null) {
                document.put("bucketing", bucketing(table.bucketing()));
            }
            document.put("location", table.location());
        } else {
            ViewQuery view = (ViewQuery) definition;
            document.put("columns", columns(view.columns()));
            document.put("query", view.query());
            document.put("catalog", view.catalog());
            document.put("database", view.database());
        }
        put(document, "comment", definition.comment());
        put(document, "properties", new TreeMap<>(definition.properties()));
        return Json.write(document);
    }

    static RelationDefinition definition(String text) {
        Map<String, Object> document = object(Json.parse(text));
        try {
            if (document.containsKey("query")) {
                return new ViewQuery(
                        columns(document.get("columns")),
                        (String) document.get("query"),
                        (String) document.get("catalog"),
                        (String) document.get("database"),
                        (String) document.get("comment"),
                        texts(document.get("properties")));
            }
            return new TableDefinition(
                    columns(document.get("columns")),
                    columns(document.get("partitionColumns")),
                    storage(document.get("storage")),
                    bucketing(document.get("bucketing")),
                    (String) document.get("location"),
                    (String) document.get("comment"),
                    texts(document.get("properties")));
        } catch (ClassCastException | NullPointerException e) {
            throw broken("a definition", e);
        }
    }

    private static TarnException broken(String what, RuntimeException cause) {
        return new TarnException(ErrorCode.CATALOG_CORRUPT, "the catalog has " + what + " that is not whole", cause);
    }

    /** Returns what a partition says that its table does not, or null for nothing. */
    static String details(Partition partition) {
        if (partition.storage() == null
                && partition.columns() == null
                && partition.properties().isEmpty()) {
            return null;
        }
        Map<String, Object> document = new LinkedHashMap<>();
        if (partition.storage() != null) {
            document.put("storage", storage(partition.storage()));
        }
        if (partition.columns() != null) {
            document.put("columns", columns(partition.columns()));
        }
        put(document, "properties", new TreeMap<>(partition.properties()));
        return Json.write(document);
    }

    static Partition partition(String key, String location, String details) {
        List<String> values = PartitionKey.values(key);
        if (details == null) {
            return Partition.of(values, location);
        }
        Map<String, Object> document = object(Json.parse(details));
        try {
            return new Partition(
                    values,
                    location,
                    document.containsKey("storage") ? storage(document.get("storage")) : null,
                    document.containsKey("columns") ? columns(document.get("columns")) : null,
                    texts(document.get("properties")));
        } catch (ClassCastException | NullPointerException e) {
            throw broken("a partition", e);
        }
    }

    static String properties(Map<String, String> properties) {
        return Json.write(new TreeMap<>(properties));
    }

    static Map<String, String> properties(String text) {
        return texts(Json.parse(text));
    }

    private static void put(Map<String, Object> document, String name, Object value) {
        boolean empty = value == null
                || value instanceof Map<?, ?> map && map.isEmpty()
                || value instanceof List<?> list && list.isEmpty();
        if (!empty) {
            document.put(name, value);
        }
    }

    private static List<Object> columns(List<ColumnDefinition> columns) {
        List<Object> list = new ArrayList<>();
        for (ColumnDefinition column : columns) {
            Map<String, Object> object = new LinkedHashMap<>();
            object.put("name", column.name());
            object.put("type", column.type());
            put(object, "comment", column.comment());
            list.add(object);
        }
        return list;
    }

    private static List<ColumnDefinition> columns(Object list) {
        List<ColumnDefinition> columns = new ArrayList<>();
        for (Object each : list(list)) {
            Map<String, Object> column = object(each);
            columns.add(new ColumnDefinition(
                    (String) column.get("name"), (String) column.get("type"), (String) column.get("comment")));
        }
        return columns;
    }

    private static Map<String, Object> storage(StorageDefinition storage) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("format", storage.format());
        object.put("storedAs", storage.storedAs());
        put(object, "serde", storage.serde());
        put(object, "serdeProperties", new TreeMap<>(storage.serdeProperties()));
        put(object, "inputFormat", storage.inputFormat());
        put(object, "outputFormat", storage.outputFormat());
        return object;
    }

    private static StorageDefinition storage(Object value) {
        Map<String, Object> object = object(value);
        return new StorageDefinition(
                (String) object.get("format"),
                (String) object.get("storedAs"),
                (String) object.get("serde"),
                texts(object.get("serdeProperties")),
                (String) object.get("inputFormat"),
                (String) object.get("outputFormat"));
    }

    private static Map<String, Object> bucketing(Bucketing bucketing) {
        Map<String, Object> object = new LinkedHashMap<>();
        object.put("columns", bucketing.columns());
        put(object, "sortedBy", bucketing.sortedBy());
        object.put("count", (long) bucketing.count());
        return object;
    }

    private static Bucketing bucketing(Object value) {
        if (value == null) {
            return null;
        }
        Map<String, Object> object = object(value);
        return new Bucketing(
                strings(object.get("columns")),
                strings(object.get("sortedBy")),
                ((Long) object.get("count")).intValue());
    }

    private static List<String> strings(Object value) {
        return list(value).stream().map(String.class::cast).toList();
    }

    private static Map<String, String> texts(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (value != null) {
            object(value).forEach((name, text) -> texts.put(name, (String) text));
        }
        return texts;
    }

    private static List<?> list(Object value) {
        return value == null ? List.of() : (List<?>) value;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        if (value instanceof Map) {
            return (Map<String, Object>) value;
        }
        throw broken("a text", null);
    }
}
