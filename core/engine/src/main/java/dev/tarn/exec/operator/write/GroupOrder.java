package dev.tarn.exec.operator.write;

import java.util.Arrays;

/** Rows by their groups: the numbers of a group's rows stand together, in the order in which they came. Immutable. */
final class GroupOrder {
    /** What a row takes. */
    static final int BYTES_PER_ROW = 12;

    private final int[] rows;
    private final int[] groups;
    private final int[] starts;

    private GroupOrder(int[] rows, int[] groups, int[] starts) {
        this.rows = rows;
        this.groups = groups;
        this.starts = starts;
    }

    /** Orders rows 0 to {@code count - 1} by their groups. */
    static GroupOrder of(int[] groupOfRow, int count) {
        long[] keys = new long[count];
        for (int row = 0; row < count; row++) {
            keys[row] = (long) groupOfRow[row] << 32 | row;
        }
        Arrays.sort(keys);
        int groupCount = 0;
        for (int i = 0; i < count; i++) {
            groupCount += i == 0 || (int) (keys[i] >>> 32) != (int) (keys[i - 1] >>> 32) ? 1 : 0;
        }
        int[] rows = new int[count];
        int[] groups = new int[groupCount];
        int[] starts = new int[groupCount + 1];
        int index = -1;
        for (int i = 0; i < count; i++) {
            int group = (int) (keys[i] >>> 32);
            if (index < 0 || groups[index] != group) {
                index++;
                groups[index] = group;
                starts[index] = i;
            }
            rows[i] = (int) keys[i];
        }
        starts[groupCount] = count;
        return new GroupOrder(rows, groups, starts);
    }

    int groupCount() {
        return groups.length;
    }

    int group(int index) {
        return groups[index];
    }

    /** Returns the groups that have rows, ascending; not a copy. */
    int[] groups() {
        return groups;
    }

    /** Returns where the rows of the group at {@code index} begin; those of the one behind the last are the end. */
    int start(int index) {
        return starts[index];
    }

    /** Copies the numbers of rows. */
    void rows(int from, int count, int[] target) {
        System.arraycopy(rows, from, target, 0, count);
    }
}
