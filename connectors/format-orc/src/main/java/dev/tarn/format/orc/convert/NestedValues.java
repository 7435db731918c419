package dev.tarn.format.orc.convert;

import dev.tarn.format.orc.metadata.Corrupt;
import dev.tarn.format.orc.metadata.OrcTypes;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import java.util.List;
import java.util.Locale;
import org.apache.hadoop.hive.ql.exec.vector.ColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.ListColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.MapColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.StructColumnVector;
import org.apache.hadoop.hive.ql.exec.vector.UnionColumnVector;
import org.apache.orc.TypeDescription;

/**
 * The writers of any values, nested ones as cells. Making a writer marks the ids of the file's columns that it looks at, so
 * that the others are not read.
 */
final class NestedValues {
    private static final String TAG = "tag";
    private static final String BRANCH = "field";

    private final boolean hybrid;
    private final boolean[] included;

    /** @param included by column id, set for those that writers look at */
    NestedValues(boolean hybrid, boolean[] included) {
        this.hybrid = hybrid;
        this.included = included;
    }

    /**
     * Makes the writer of what {@code path} leads to, or returns null if the file has no such field.
     *
     * @throws dev.tarn.spi.error.TarnException HIVE_PARTITION_SCHEMA_MISMATCH
     */
    ValueWriter of(TypeDescription stored, List<String> path, Type wanted) {
        if (path.isEmpty()) {
            return of(stored, wanted);
        }
        String name = path.get(0);
        List<String> rest = path.subList(1, path.size());
        ValueWriter.Present step;
        if (stored.getCategory() == TypeDescription.Category.UNION) {
            step = branch(stored, name, rest, wanted);
        } else if (stored.getCategory() == TypeDescription.Category.STRUCT) {
            int index = OrcTypes.fieldIndex(stored, name);
            ValueWriter inner = index < 0 ? null : of(stored.getChildren().get(index), rest, wanted);
            step = inner == null
                    ? null
                    : (vector, i, out) -> inner.write(((StructColumnVector) vector).fields[index], i, out);
        } else {
            throw Values.mismatch(stored, Type.row(new TypeField(name, wanted)));
        }
        if (step == null) {
            return null;
        }
        included[stored.getId()] = true;
        return ValueWriter.of(step);
    }

    private ValueWriter of(TypeDescription stored, Type wanted) {
        boolean fits =
                switch (wanted.kind()) {
                    case ARRAY -> stored.getCategory() == TypeDescription.Category.LIST;
                    case MAP -> stored.getCategory() == TypeDescription.Category.MAP;
                    case ROW ->
                        stored.getCategory() == TypeDescription.Category.STRUCT
                                || stored.getCategory() == TypeDescription.Category.UNION;
                    default -> true;
                };
        if (!fits) {
            throw Values.mismatch(stored, wanted);
        }
        included[stored.getId()] = true;
        return switch (wanted.kind()) {
            case ARRAY -> array(stored, wanted);
            case MAP -> map(stored, wanted);
            case ROW -> row(stored, wanted);
            default -> Values.of(stored, wanted, hybrid);
        };
    }

    private ValueWriter array(TypeDescription stored, Type wanted) {
        ValueWriter elements = of(stored.getChildren().get(0), wanted.fieldType(0));
        return ValueWriter.of((vector, i, out) -> {
            ListColumnVector list = (ListColumnVector) vector;
            ValueAppender part = out.cell().part(0);
            int start = (int) list.offsets[i];
            int end = end(start, list.lengths[i], list.childCount);
            for (int element = start; element < end; element++) {
                elements.write(list.child, element, part);
            }
            out.appendCell();
        });
    }

    /** Makes the writer of maps; entries whose key is NULL are left out. */
    private ValueWriter map(TypeDescription stored, Type wanted) {
        ValueWriter keys = of(stored.getChildren().get(0), wanted.fieldType(0));
        ValueWriter values = of(stored.getChildren().get(1), wanted.fieldType(1));
        return ValueWriter.of((vector, i, out) -> {
            MapColumnVector map = (MapColumnVector) vector;
            CellWriter cell = out.cell();
            ValueAppender keyPart = cell.part(0);
            ValueAppender valuePart = cell.part(1);
            int start = (int) map.offsets[i];
            int end = end(start, map.lengths[i], map.childCount);
            for (int entry = start; entry < end; entry++) {
                if (!isNull(map.keys, entry)) {
                    keys.write(map.keys, entry, keyPart);
                    values.write(map.values, entry, valuePart);
                }
            }
            out.appendCell();
        });
    }

    /** Returns where the values of a list or map end that begin at {@code start}, of {@code count} in all. */
    private static int end(int start, long length, int count) {
        if (start < 0 || length < 0 || length > count - start) {
            throw Corrupt.data("a list or map of " + length + " values, of which there are " + count);
        }
        return start + (int) length;
    }

    private static boolean isNull(ColumnVector vector, int row) {
        return !vector.noNulls && vector.isNull[vector.isRepeating ? 0 : row];
    }

    private ValueWriter row(TypeDescription stored, Type wanted) {
        boolean isUnion = stored.getCategory() == TypeDescription.Category.UNION;
        int count = wanted.fields().size();
        ValueWriter.Present[] fields = new ValueWriter.Present[count];
        for (int k = 0; k < count; k++) {
            TypeField field = wanted.fields().get(k);
            fields[k] = isUnion ? branch(stored, field.name(), List.of(), field.type()) : field(stored, field);
        }
        return ValueWriter.of((vector, i, out) -> {
            CellWriter cell = out.cell();
            for (int k = 0; k < fields.length; k++) {
                if (fields[k] == null) {
                    cell.part(k).appendNull();
                } else {
                    fields[k].write(vector, i, cell.part(k));
                }
            }
            out.appendCell();
        });
    }

    private ValueWriter.Present field(TypeDescription struct, TypeField field) {
        int index = field.name() == null ? -1 : OrcTypes.fieldIndex(struct, field.name());
        if (index < 0) {
            return null;
        }
        ValueWriter inner = of(struct.getChildren().get(index), field.type());
        return (vector, i, out) -> inner.write(((StructColumnVector) vector).fields[index], i, out);
    }

    /** Makes the writer of a field of the ROW that a UNION is, or returns null if there is no such field. */
    private ValueWriter.Present branch(TypeDescription union, String name, List<String> rest, Type wanted) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.equals(TAG) && rest.isEmpty()) {
            if (!wanted.isInteger()) {
                throw Values.mismatch(TypeDescription.createByte(), wanted);
            }
            boolean wide = wanted.defaultLayout() == dev.tarn.spi.type.Layout.LONG;
            return (vector, i, out) -> {
                int tag = ((UnionColumnVector) vector).tags[i];
                if (wide) {
                    out.appendLong(tag);
                } else {
                    out.appendInt(tag);
                }
            };
        }
        int index = branchIndex(lower);
        if (index < 0 || index >= union.getChildren().size()) {
            return null;
        }
        ValueWriter inner = of(union.getChildren().get(index), rest, wanted);
        if (inner == null) {
            return null;
        }
        return (vector, i, out) -> {
            UnionColumnVector branches = (UnionColumnVector) vector;
            if (branches.tags[i] == index) {
                inner.write(branches.fields[index], i, out);
            } else {
                out.appendNull();
            }
        };
    }

    private static int branchIndex(String name) {
        if (!name.startsWith(BRANCH) || name.length() == BRANCH.length() || name.length() > BRANCH.length() + 4) {
            return -1;
        }
        for (int k = BRANCH.length(); k < name.length(); k++) {
            if (name.charAt(k) < '0' || name.charAt(k) > '9') {
                return -1;
            }
        }
        return Integer.parseInt(name.substring(BRANCH.length()));
    }
}
