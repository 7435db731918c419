package dev.tarn.shell.plan;

import dev.tarn.shell.render.DisplayText;
import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * Draws a plan as a tree: on the left the steps, on the right how long each took, and how many rows it gave. On a narrow
 * terminal the less important columns are left out.
 */
public final class PlanTree {
    private static final int MOST_TITLE = 60;
    private static final int LEAST_TITLE = 24;
    private static final int LEAST_DETAIL = 16;
    private static final int LEAST_WIDTH = 40;
    private static final int GAP = 2;
    private static final int BAR = 10;
    private static final double HOT = 0.4;
    private static final int MOST_SLOWEST = 3;
    private static final int FEW_STEPS = 4;

    /** The columns beside the steps, the most important first. */
    private enum Figure {
        TIME("own time", 9),
        ROWS("rows", 13),
        EXPECTED("expected", 9),
        BAR_OF_TIME("share", BAR),
        TOTAL("with below", 10);

        private final String label;
        private final int width;

        Figure(String label, int width) {
            this.label = label;
            this.width = width;
        }
    }

    private static final List<Figure> ORDER =
            List.of(Figure.TIME, Figure.BAR_OF_TIME, Figure.TOTAL, Figure.ROWS, Figure.EXPECTED);

    private final List<String> lines = new ArrayList<>();
    private final List<Figure> figures = new ArrayList<>();
    private final int width;
    private final Theme theme;
    private final Strokes strokes;
    private final double totalMillis;
    private final int titleWidth;

    /**
     * What lines and bars are drawn with.
     *
     * @param first before a step that others follow
     * @param last before the last step
     * @param through beside what is below a step that others follow
     * @param bar of the shares
     * @param ellipsis where text is cut
     */
    private record Strokes(String first, String last, String through, String bar, String ellipsis) {
        static final Strokes UNICODE = new Strokes("├─ ", "└─ ", "│  ", "█", "…");
        static final Strokes ASCII = new Strokes("|- ", "`- ", "|  ", "#", "...");
    }

    private PlanTree(PlanNode root, int width, boolean isAscii, Theme theme) {
        this.width = width == 0 ? Integer.MAX_VALUE : Math.max(LEAST_WIDTH, width);
        this.theme = theme;
        this.strokes = isAscii ? Strokes.ASCII : Strokes.UNICODE;
        this.totalMillis = root.totalMillis();
        int wanted = Math.min(MOST_TITLE, titleWidth(root, 0));
        int left = this.width - Math.min(wanted, Math.max(LEAST_TITLE, this.width / 2));
        for (Figure figure : Figure.values()) {
            if (left < figure.width + GAP) {
                break;
            }
            figures.add(figure);
            left -= figure.width + GAP;
        }
        int taken = figures.stream().mapToInt(figure -> figure.width + GAP).sum();
        this.titleWidth = Math.min(wanted, this.width - taken);
    }

    /**
     * Draws a plan.
     *
     * @param width the columns of the terminal, 0 for as many as it needs
     * @param isAscii whether lines are of characters of ASCII
     */
    public static List<String> draw(PlanReader.Plan plan, int width, boolean isAscii, Theme theme) {
        List<String> lines = new ArrayList<>();
        if (plan.root() != null) {
            PlanTree tree = new PlanTree(plan.root(), width, isAscii, theme);
            tree.head();
            tree.draw(plan.root(), "", "");
            tree.slowest(plan.root());
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

    private void head() {
        StringBuilder line = new StringBuilder(DisplayText.pad("step", titleWidth, false));
        for (Figure figure : ORDER) {
            if (figures.contains(figure)) {
                line.append("  ").append(DisplayText.pad(figure.label, figure.width, figure != Figure.BAR_OF_TIME));
            }
        }
        lines.add(theme.paint(Role.HEADER, line.toString().stripTrailing()));
    }

    private void draw(PlanNode node, String first, String rest) {
        String cut = DisplayText.cut(first + node.title, titleWidth, strokes.ellipsis());
        StringBuilder line = new StringBuilder(theme.paint(Role.KEYWORD, DisplayText.pad(cut, titleWidth, false)));
        for (Figure figure : ORDER) {
            if (figures.contains(figure)) {
                line.append("  ").append(figure(figure, node));
            }
        }
        lines.add(line.toString().stripTrailing());
        String inner = rest + (node.children.isEmpty() ? "   " : strokes.through()) + " ";
        for (String detail : node.details) {
            boolean spared = detail.startsWith("pruned ") && !detail.startsWith("pruned 0 ");
            int room = Math.max(LEAST_DETAIL, width - inner.length());
            for (String piece : DisplayText.wrapped(DisplayText.safe(detail), room)) {
                lines.add(theme.paint(spared ? Role.STRING : Role.COMMENT, (inner + piece).stripTrailing()));
            }
        }
        for (int i = 0; i < node.children.size(); i++) {
            boolean last = i == node.children.size() - 1;
            draw(
                    node.children.get(i),
                    rest + (last ? strokes.last() : strokes.first()),
                    rest + (last ? "   " : strokes.through()));
        }
    }

    private String figure(Figure figure, PlanNode node) {
        double share = share(node);
        boolean hot = share >= HOT && totalMillis > 1;
        String text =
                switch (figure) {
                    case TIME -> time(node.millis);
                    case TOTAL -> node.children.isEmpty() ? "" : time(node.totalMillis());
                    case ROWS -> node.rows < 0 ? "" : String.format(Locale.ROOT, "%,d", node.rows);
                    case EXPECTED -> node.expected;
                    case BAR_OF_TIME -> strokes.bar().repeat((int) Math.round(share * BAR));
                };
        Role role =
                switch (figure) {
                    case TIME -> hot ? Role.ERROR : Role.VALUE_TEXT;
                    case EXPECTED -> node.isMisjudged() ? Role.ERROR : Role.COMMENT;
                    case BAR_OF_TIME -> hot ? Role.ERROR : Role.STRING;
                    default -> Role.VALUE_TEXT;
                };
        String marked = figure == Figure.EXPECTED && node.isMisjudged() ? "! " + text : text;
        return theme.paint(role, DisplayText.pad(marked, figure.width, figure != Figure.BAR_OF_TIME));
    }

    private double share(PlanNode node) {
        return totalMillis == 0 ? 0 : node.millis / totalMillis;
    }

    /** Names the steps that took most of the time, where there are so many that they have to be looked for. */
    private void slowest(PlanNode root) {
        List<PlanNode> all = root.all();
        if (all.size() <= FEW_STEPS || totalMillis <= 0) {
            return;
        }
        StringBuilder text = new StringBuilder("most time: ");
        List<PlanNode> slowest = all.stream()
                .sorted(Comparator.comparingDouble((PlanNode node) -> node.millis)
                        .reversed())
                .limit(MOST_SLOWEST)
                .toList();
        for (PlanNode node : slowest) {
            text.append(node == slowest.get(0) ? "" : ", ").append(node.title);
            text.append(' ').append(Math.round(share(node) * 100)).append(" %");
        }
        lines.addAll(DisplayText.wrapped(text.toString(), width));
    }

    private static String time(double millis) {
        return millis < 10_000
                ? String.format(Locale.ROOT, "%.1f ms", millis)
                : String.format(Locale.ROOT, "%.1f s", millis / 1_000);
    }
}
