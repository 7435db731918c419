package dev.tarn.plan.explain;

import dev.tarn.spi.text.JsonStrings;
import java.util.List;
import java.util.stream.Collectors;

/** Writes a plan as text, as JSON or as a graph for Graphviz. */
final class PlanText {
    private final StringBuilder text = new StringBuilder();
    private int nodes;

    private PlanText() {}

    /** Returns the text; {@code whole} are lines about the query and not about one of its nodes. */
    static String of(PlanTree root, PlanFormat format, List<String> whole) {
        PlanText printer = new PlanText();
        switch (format) {
            case TEXT -> {
                printer.text(root, "", "");
                whole.forEach(line -> printer.text.append(line).append('\n'));
            }
            case JSON -> printer.json(root, "", whole);
            default -> {
                printer.text.append("digraph plan {\n");
                if (!whole.isEmpty()) {
                    String label = JsonStrings.quoted(String.join("\n", whole));
                    printer.text.append("  label=").append(label).append(";\n");
                }
                printer.graph(root);
                printer.text.append("}\n");
            }
        }
        return printer.text.toString();
    }

    private void text(PlanTree node, String first, String rest) {
        text.append(first)
                .append(node.title())
                .append("  ")
                .append(PlanPrinter.estimate(node.estimatedRows()))
                .append('\n');
        boolean leaf = node.children().isEmpty();
        String inner = rest + (leaf ? "    " : "│   ");
        for (String detail : node.details()) {
            text.append(inner).append(detail).append('\n');
        }
        for (String line : node.measured()) {
            text.append(inner).append(line).append('\n');
        }
        for (int i = 0; i < node.children().size(); i++) {
            boolean last = i == node.children().size() - 1;
            text(node.children().get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }

    private static String strings(List<String> values) {
        return values.stream().map(JsonStrings::quoted).collect(Collectors.joining(", ", "[", "]"));
    }

    private void json(PlanTree node, String indent, List<String> whole) {
        String inner = indent + "  ";
        text.append("{\n");
        text.append(inner).append("\"id\": \"").append(nodes++).append("\",\n");
        text.append(inner)
                .append("\"name\": ")
                .append(JsonStrings.quoted(node.title()))
                .append(",\n");
        text.append(inner)
                .append("\"details\": ")
                .append(strings(node.details()))
                .append(",\n");
        text.append(inner).append("\"outputs\": [");
        for (int i = 0; i < node.columns().size(); i++) {
            text.append(i == 0 ? "" : ", ")
                    .append("{\"name\": ")
                    .append(JsonStrings.quoted(node.columns().get(i)));
            text.append(", \"type\": ")
                    .append(JsonStrings.quoted(node.types().get(i)))
                    .append('}');
        }
        text.append("],\n");
        text.append(inner).append("\"estimates\": [{\"outputRowCount\": ");
        text.append(PlanPrinter.rounded(node.estimatedRows())).append("}],\n");
        if (!node.measured().isEmpty()) {
            text.append(inner)
                    .append("\"measured\": ")
                    .append(strings(node.measured()))
                    .append(",\n");
        }
        if (!whole.isEmpty()) {
            text.append(inner).append("\"query\": ").append(strings(whole)).append(",\n");
        }
        text.append(inner).append("\"children\": [");
        for (int i = 0; i < node.children().size(); i++) {
            text.append(i == 0 ? "" : ", ");
            json(node.children().get(i), inner, List.of());
        }
        text.append("]\n").append(indent).append('}');
    }

    /** Writes a node and those below; returns its number. */
    private int graph(PlanTree node) {
        int number = nodes++;
        StringBuilder label = new StringBuilder(node.title()).append('\n');
        label.append(PlanPrinter.estimate(node.estimatedRows()));
        node.details().forEach(line -> label.append('\n').append(line));
        node.measured().forEach(line -> label.append('\n').append(line));
        text.append("  n")
                .append(number)
                .append(" [shape=box, label=")
                .append(JsonStrings.quoted(label.toString()))
                .append("];\n");
        List<PlanTree> children = node.children();
        for (PlanTree child : children) {
            int input = graph(child);
            text.append("  n").append(input).append(" -> n").append(number).append(";\n");
        }
        return number;
    }
}
