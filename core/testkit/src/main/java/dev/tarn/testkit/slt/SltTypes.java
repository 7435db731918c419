package dev.tarn.testkit.slt;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/**
 * What types the columns of a query have: a letter for each, or their full names with commas between them, as in {@code
 * decimal(12,2),varchar}.
 *
 * <p>Letters: B BOOLEAN, I an integer type, R REAL or DOUBLE, D DECIMAL, T CHAR or VARCHAR, X VARBINARY, A DATE, P
 * TIMESTAMP, C TIME, V an interval, L ARRAY, M MAP, S ROW, ? any.
 */
record SltTypes(List<String> columns) {
    private static final String LETTERS = "BIRDTXAPCVLMS?";

    static SltTypes parse(String text) {
        if (text.chars().allMatch(letter -> LETTERS.indexOf(letter) >= 0)) {
            return new SltTypes(text.chars().mapToObj(Character::toString).toList());
        }
        List<String> columns = new ArrayList<>();
        int depth = 0;
        int start = 0;
        for (int i = 0; i <= text.length(); i++) {
            char at = i < text.length() ? text.charAt(i) : ',';
            depth += at == '(' ? 1 : at == ')' ? -1 : 0;
            if (at == ',' && depth == 0) {
                columns.add(text.substring(start, i));
                start = i + 1;
            }
        }
        return new SltTypes(columns);
    }

    /** Returns whether a result's columns have these types. */
    boolean match(List<Type> types) {
        if (types.size() != columns.size()) {
            return false;
        }
        for (int i = 0; i < columns.size(); i++) {
            if (!matches(columns.get(i), types.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean matches(String column, Type type) {
        return switch (column) {
            case "?" -> true;
            case "B" -> type.kind() == TypeKind.BOOLEAN;
            case "I" -> type.isInteger();
            case "R" -> type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE;
            case "D" -> type.isDecimal();
            case "T" -> type.isText();
            case "X" -> type.kind() == TypeKind.VARBINARY;
            case "A" -> type.kind() == TypeKind.DATE;
            case "P" -> type.kind() == TypeKind.TIMESTAMP;
            case "C" -> type.kind() == TypeKind.TIME;
            case "V" -> type.kind() == TypeKind.INTERVAL_YEAR_MONTH || type.kind() == TypeKind.INTERVAL_DAY_SECOND;
            case "L" -> type.kind() == TypeKind.ARRAY;
            case "M" -> type.kind() == TypeKind.MAP;
            case "S" -> type.kind() == TypeKind.ROW;
            default -> column.equals(type.sqlName().replace(" ", "_"));
        };
    }

    /** Returns the scale that column {@code index} is declared with, or -1 if it is no declared decimal. */
    int scale(int index) {
        String column = columns.get(index);
        if (!column.startsWith("decimal(")) {
            return -1;
        }
        return Integer.parseInt(column.substring(column.indexOf(',') + 1, column.length() - 1));
    }

    /** Returns whether column {@code index} is declared as a DATE. */
    boolean isDate(int index) {
        return index < columns.size()
                && (columns.get(index).equals("A") || columns.get(index).equals("date"));
    }

    @Override
    public String toString() {
        return String.join(",", columns);
    }
}
