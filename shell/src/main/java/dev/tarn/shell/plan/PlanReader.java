package dev.tarn.shell.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of EXPLAIN ANALYZE. */
public final class PlanReader {
    private static final Pattern STEP = Pattern.compile("^([│ ]*)(├─ |└─ )?(.*?)  (~\\S+) rows?$");
    private static final Pattern MEASURED =
            Pattern.compile("^rows (\\d+), time ([0-9.]+) ms(?:, memory of the query (.*))?$");
    private static final int INDENT = 3;

    private PlanReader() {}

    /**
     * A plan as it was read.
     *
     * @param root null where the text is no tree, as of a statement that had nothing to do
     * @param notes the lines that belong to no step
     */
    public record Plan(PlanNode root, List<String> notes) {}

    /** Reads the lines of a plan. */
    public static Plan read(List<String> lines) {
        List<PlanNode> path = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        for (String line : lines) {
            Matcher step = STEP.matcher(line);
            if (step.matches() && (path.isEmpty() || step.group(2) != null)) {
                PlanNode node = new PlanNode(step.group(3), step.group(4));
                int depth = step.group(2) == null ? 0 : step.group(1).length() / INDENT + 1;
                path.subList(Math.min(depth, path.size()), path.size()).clear();
                if (!path.isEmpty()) {
                    path.get(path.size() - 1).children.add(node);
                }
                path.add(node);
            } else if (path.isEmpty() || !line.startsWith(" ") && !line.startsWith("│")) {
                notes.add(line);
            } else {
                detail(path.get(path.size() - 1), line.replaceFirst("^[│ ]+", ""));
            }
        }
        return new Plan(path.isEmpty() ? null : path.get(0), notes);
    }

    private static void detail(PlanNode node, String text) {
        Matcher measured = MEASURED.matcher(text);
        if (measured.matches()) {
            node.rows = Long.parseLong(measured.group(1));
            node.millis = Double.parseDouble(measured.group(2));
        } else {
            node.details.add(text);
        }
    }
}
