package dev.tarn.plan.explain;

import dev.tarn.plan.physical.PhysicalNode;
import dev.tarn.plan.physical.PhysicalScan;
import dev.tarn.plan.physical.PhysicalWrite;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.predicate.Range;
import dev.tarn.spi.text.JsonStrings;
import dev.tarn.spi.type.Type;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/** Tells in JSON which tables a plan reads, what it asks of their columns, and where it writes: EXPLAIN (TYPE IO). */
public final class InputOutputPrinter {
    private static final long MICROS = 1_000_000;

    private final List<String> inputs = new ArrayList<>();
    private String output = "";

    private InputOutputPrinter() {}

    /** Returns the text for a plan. */
    public static String print(PhysicalNode root) {
        InputOutputPrinter printer = new InputOutputPrinter();
        printer.visit(root);
        return "{\n  \"inputTableColumnInfos\": [" + String.join(", ", printer.inputs) + "],\n" + printer.output
                + "  \"estimate\": {\"outputRowCount\": " + PlanPrinter.rounded(root.estimatedRows()) + "}\n}\n";
    }

    private void visit(PhysicalNode node) {
        if (node instanceof PhysicalScan scan) {
            inputs.add(input(scan));
        } else if (node instanceof PhysicalWrite write) {
            output = "  \"outputTable\": " + table(write.target().description()) + ",\n";
        }
        node.children().forEach(this::visit);
    }

    private static String input(PhysicalScan scan) {
        List<String> constraints = new ArrayList<>();
        new TreeMap<>(scan.predicate().domains())
                .forEach((column, domain) -> constraints.add("\n        {\"columnName\": " + JsonStrings.quoted(column)
                        + ", \"type\": " + JsonStrings.quoted(domain.type().sqlName()) + ", \"domain\": "
                        + domain(domain)
                        + "}"));
        return "{\n    \"table\": " + table(scan.tableName()) + ",\n    \"columnConstraints\": ["
                + String.join(",", constraints) + "],\n    \"estimate\": {\"outputRowCount\": "
                + PlanPrinter.rounded(scan.estimatedRows()) + "}\n  }";
    }

    private static String table(String name) {
        String[] parts = name.contains("/") ? new String[] {name} : name.split("\\.");
        if (parts.length != 3) {
            return "{\"name\": " + JsonStrings.quoted(name) + "}";
        }
        return "{\"catalog\": " + JsonStrings.quoted(parts[0]) + ", \"schemaTable\": {\"schema\": "
                + JsonStrings.quoted(parts[1]) + ", \"table\": " + JsonStrings.quoted(parts[2]) + "}}";
    }

    private static String domain(Domain domain) {
        List<String> ranges = new ArrayList<>();
        for (Range range : domain.ranges()) {
            ranges.add("{\"low\": " + bound(range.low(), range.lowInclusive(), "ABOVE", domain.type()) + ", \"high\": "
                    + bound(range.high(), range.highInclusive(), "BELOW", domain.type()) + "}");
        }
        return "{\"nullsAllowed\": " + domain.nullAllowed() + ", \"ranges\": [" + String.join(", ", ranges) + "]}";
    }

    private static String bound(Object value, boolean inclusive, String beyond, Type type) {
        String text = value == null ? "" : "\"value\": " + JsonStrings.quoted(text(value, type)) + ", ";
        return "{" + text + "\"bound\": \"" + (inclusive ? "EXACTLY" : beyond) + "\"}";
    }

    private static String text(Object value, Type type) {
        if (value instanceof BigInteger unscaled) {
            return new BigDecimal(unscaled, type.scale()).toPlainString();
        }
        if (value instanceof Long number) {
            return switch (type.kind()) {
                case BOOLEAN -> Boolean.toString(number != 0);
                case DATE -> LocalDate.ofEpochDay(number).toString();
                case TIMESTAMP ->
                    LocalDateTime.ofEpochSecond(
                                    Math.floorDiv(number, MICROS),
                                    (int) Math.floorMod(number, MICROS) * 1_000,
                                    ZoneOffset.UTC)
                            .toString()
                            .replace('T', ' ');
                default -> number.toString();
            };
        }
        return value.toString();
    }
}
