package dev.tarn.testkit.slt;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import dev.tarn.testkit.ResultComparison;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Comparator;
import java.util.List;

/** Compares rows that were written as text: floating-point numbers by value, everything else by letter. */
final class SltComparison {
    /** Sorts rows so that those whose numbers are all but equal stand at the same place. */
    static final Comparator<String> BY_ROUNDED_VALUES = Comparator.comparing(SltComparison::rounded);

    private SltComparison() {}

    /** Returns whether two rows are the same; {@code types} may be of other columns if values were cut apart. */
    static boolean sameRow(String expected, String got, List<Type> types) {
        String[] left = expected.split("\t", -1);
        String[] right = got.split("\t", -1);
        if (left.length != right.length) {
            return false;
        }
        for (int i = 0; i < left.length; i++) {
            Type type = left.length == types.size() ? types.get(i) : null;
            if (!left[i].equals(right[i]) && !sameNumber(left[i], right[i], type)) {
                return false;
            }
        }
        return true;
    }

    private static boolean sameNumber(String left, String right, Type type) {
        try {
            if (type == null || type.kind() == TypeKind.REAL || type.kind() == TypeKind.DOUBLE) {
                double a = Double.parseDouble(left);
                double b = Double.parseDouble(right);
                // Text tells -0.0 from 0.0 on purpose.
                boolean zero = a == 0 && b == 0;
                double unit = type != null && type.kind() == TypeKind.REAL ? Math.ulp((float) a) : 0;
                return zero
                        ? Double.doubleToRawLongBits(a) == Double.doubleToRawLongBits(b)
                        : Math.abs(a - b) <= unit || ResultComparison.equal(a, b);
            }
            return type.isDecimal() && new BigDecimal(left).compareTo(new BigDecimal(right)) == 0;
        } catch (NumberFormatException e) {
            return false;
        }
    }

    private static String rounded(String row) {
        StringBuilder key = new StringBuilder();
        for (String field : row.split("\t", -1)) {
            key.append(roundedField(field)).append('\t');
        }
        return key.toString();
    }

    private static String roundedField(String field) {
        boolean fraction = field.indexOf('.') >= 0 || field.indexOf('E') >= 0;
        if (!fraction || !field.matches("-?[0-9.]+(E-?[0-9]+)?")) {
            return field;
        }
        try {
            BigDecimal value = new BigDecimal(field).round(new MathContext(8)).stripTrailingZeros();
            return value.signum() == 0 ? "0" : value.toPlainString();
        } catch (NumberFormatException e) {
            return field;
        }
    }
}
