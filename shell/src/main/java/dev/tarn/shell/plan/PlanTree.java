package dev.tarn.shell.plan;

import dev.tarn.shell.render.DisplayText;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws a plan as a tree: on the left the steps, on the right how long each took, and how many rows it gave. */
public final class PlanTree {
    private static final int MOST_TITLE = 60;
    private static final int LEAST_WIDTH = 60;
    private static final int BAR = 10;
    private static final double HOT = 0.4;

    private final List<String> lines = new ArrayList<>();
    private final int width;
    private final Theme theme;
    private final double totalMillis;
    private final int titleWidth;

    private PlanTree(PlanNode root, int width, Theme theme) {
        this.width = width == 0 ? Integer.MAX_VALUE : Math.max(LEAST_WIDTH, width);
        this.theme = theme;
        this.totalMillis = root.totalMillis();
        this.titleWidth = Math.min(MOST_TITLE, titleWidth(root, 0));
    }

    /**
     * Draws a plan.
     *
     * @param width the columns of the terminal, 0 for as many as it needs
     */
    public static List<String> draw(PlanReader.Plan plan, int width, Theme theme) {
        List<String> lines = new ArrayList<>();
        if (plan.root() != null) {
            PlanTree tree = new PlanTree(plan.root(), width, theme);
            tree.lines.add(theme.paint(
                    Role.HEADER,
                    DisplayText.pad("step", tree.titleWidth, false) + "  " + DisplayText.pad("time", 10, true) + "  "
                            + " ".repeat(BAR) + DisplayText.pad("rows", 14, true) + "  expected"));
            tree.draw(plan.root(), "", "");
            lines.addAll(tree.lines);
        }
        lines.addAll(plan.notes());
        return lines;
    }

    private static int titleWidth(PlanNode node, int depth) {
        int width = 3 * depth + DisplayText.width(node.title);
        for (PlanNode child : node.children) {
            width = Math.max(width, titleWidth(child, depth + 1));
        }
        return width;
    }

    private void draw(PlanNode node, String first, String rest) {
        String title = DisplayText.pad(DisplayText.cut(first + node.title, titleWidth), titleWidth, false);
        double share = totalMillis == 0 ? 0 : node.millis / totalMillis;
        String bar = DisplayText.pad("█".repeat((int) Math.round(share * BAR)), BAR, false);
        String time = DisplayText.pad(String.format(Locale.ROOT, "%.1f ms", node.millis), 10, true);
        String rows = DisplayText.pad(node.rows < 0 ? "" : String.format(Locale.ROOT, "%,d", node.rows), 14, true);
        boolean hot = share >= HOT && totalMillis > 1;
        lines.add(theme.paint(Role.KEYWORD, title) + "  " + (hot ? theme.paint(Role.ERROR, time) : time) + "  "
                + theme.paint(hot ? Role.ERROR : Role.STRING, bar) + rows + "  "
                + theme.paint(Role.COMMENT, node.expected));
        String inner = rest + (node.children.isEmpty() ? "    " : "│   ");
        for (String detail : node.details) {
            boolean pruned = detail.startsWith("pruned ");
            String text = DisplayText.cut(inner + DisplayText.safe(detail), width);
            lines.add(pruned ? theme.paint(Role.STRING, text) : theme.paint(Role.COMMENT, text));
        }
        for (int i = 0; i < node.children.size(); i++) {
            boolean last = i == node.children.size() - 1;
            draw(node.children.get(i), rest + (last ? "└─ " : "├─ "), rest + (last ? "   " : "│  "));
        }
    }
}
