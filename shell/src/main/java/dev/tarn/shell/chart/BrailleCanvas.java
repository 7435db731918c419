package dev.tarn.shell.chart;

import dev.tarn.shell.render.Theme;
import dev.tarn.shell.render.Theme.Role;
import java.util.function.IntFunction;

/** Dots, two by four in a character. */
final class BrailleCanvas {
    private static final int ACROSS = 2;
    private static final int DOWN = 4;
    private static final int[][] BITS = {{0x01, 0x08}, {0x02, 0x10}, {0x04, 0x20}, {0x40, 0x80}};
    private static final char EMPTY = '\u2800';

    private final int columns;
    private final int[][] dots;
    private final int[][] owners;
    private int lastX;
    private int lastY;

    BrailleCanvas(int columns, int rows) {
        this.columns = columns;
        this.dots = new int[rows][columns];
        this.owners = new int[rows][columns];
    }

    int dotWidth() {
        return columns * ACROSS;
    }

    int dotHeight() {
        return dots.length * DOWN;
    }

    /** Draws a line from the point of the last call, or if not {@code joins} only the point. */
    void lineTo(int x, int y, boolean joins, int owner) {
        int fromX = joins ? lastX : x;
        int fromY = joins ? lastY : y;
        int steps = Math.max(1, Math.max(Math.abs(x - fromX), Math.abs(y - fromY)));
        for (int step = 0; step <= steps; step++) {
            int dotX = fromX + Math.round((float) (x - fromX) * step / steps);
            int dotY = fromY + Math.round((float) (y - fromY) * step / steps);
            dots[dotY / DOWN][dotX / ACROSS] |= BITS[dotY % DOWN][dotX % ACROSS];
            owners[dotY / DOWN][dotX / ACROSS] = owner;
        }
        lastX = x;
        lastY = y;
    }

    /** Appends a row of characters, each in the colour of who drew it last. */
    void appendRow(int row, IntFunction<Role> colours, Theme theme, StringBuilder target) {
        for (int column = 0; column < columns; column++) {
            int bits = dots[row][column];
            String text = bits == 0 ? " " : String.valueOf((char) (EMPTY + bits));
            target.append(bits == 0 ? text : theme.paint(colours.apply(owners[row][column]), text));
        }
    }
}
