package dev.tarn.format.avro.decode;

import dev.tarn.format.avro.schema.AvroTypes;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.nested.CellWriter;
import dev.tarn.spi.nested.ValueAppender;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.apache.avro.Schema;

/** Makes decoders: the file's schema and the type that is asked for, joined by the names of fields. */
public final class Decoders {
    private static final String TAG = "tag";
    private static final String BRANCH = "field";
    private static final Decoder NULL_VALUE = (in, out) -> out.appendNull();

    private Decoders() {}

    /**
     * Makes the decoder of what {@code path} leads to, or returns null if the file has no such field.
     *
     * @throws TarnException HIVE_PARTITION_SCHEMA_MISMATCH if values do not widen to {@code wanted}
     */
    public static Decoder of(Schema schema, List<String> path, Type wanted) {
        if (path.isEmpty()) {
            return of(schema, wanted);
        }
        String name = path.get(0);
        List<String> rest = path.subList(1, path.size());
        if (schema.getType() == Schema.Type.RECORD) {
            int index = fieldIndex(schema, name);
            Decoder inner = index < 0 ? null : of(schema.getFields().get(index).schema(), rest, wanted);
            return inner == null ? null : field(schema, index, inner);
        }
        if (schema.getType() == Schema.Type.UNION) {
            return unionPath(schema, path, name, rest, wanted);
        }
        if (AvroTypes.isDuration(schema) && rest.isEmpty()) {
            return durationPart(name, wanted, schema);
        }
        throw mismatch(schema, Type.row(new TypeField(name, wanted)));
    }

    /** Returns the index of a record's field of this name, regardless of case, or -1. */
    public static int fieldIndex(Schema record, String name) {
        for (Schema.Field field : record.getFields()) {
            if (field.name().equalsIgnoreCase(name)) {
                return field.pos();
            }
        }
        return -1;
    }

    static TarnException mismatch(Schema schema, Type wanted) {
        return new TarnException(
                ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH,
                "the column is " + AvroTypes.typeOf(schema) + " in the file, which does not widen to " + wanted);
    }

    private static Decoder field(Schema record, int index, Decoder inner) {
        int count = record.getFields().size();
        Skip[] skips = new Skip[count];
        for (int i = 0; i < count; i++) {
            skips[i] = i == index ? null : Skip.of(record.getFields().get(i).schema());
        }
        return (in, out) -> {
            for (int i = 0; i < skips.length; i++) {
                if (i == index) {
                    inner.decode(in, out);
                } else {
                    skips[i].skip(in);
                }
            }
        };
    }

    private static Decoder unionPath(Schema union, List<String> path, String name, List<String> rest, Type wanted) {
        List<Schema> types = union.getTypes();
        List<Schema> values = AvroTypes.branches(union);
        Decoder[] branches = new Decoder[types.size()];
        boolean found = false;
        for (int i = 0; i < branches.length; i++) {
            Schema branch = types.get(i);
            Decoder inner = null;
            if (branch.getType() != Schema.Type.NULL) {
                inner = values.size() == 1
                        ? of(branch, path, wanted)
                        : part(branch, values.indexOf(branch), name, rest, wanted);
            }
            found |= inner != null;
            branches[i] = inner == null ? skipped(Skip.of(branch)) : inner;
        }
        return found ? union(branches) : null;
    }

    private static Decoder skipped(Skip skip) {
        return (in, out) -> {
            skip.skip(in);
            out.appendNull();
        };
    }

    private static Decoder union(Decoder[] branches) {
        return (in, out) -> branches[Blocks.branch(in, branches.length)].decode(in, out);
    }

    /** Makes the decoder of a branch's value for one field of the ROW that its union is; null where the field is another's. */
    private static Decoder part(Schema branch, int index, String name, List<String> rest, Type wanted) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        if (lower.equals(TAG) && rest.isEmpty()) {
            if (!wanted.isInteger()) {
                throw new TarnException(
                        ErrorCode.HIVE_PARTITION_SCHEMA_MISMATCH, "the tag of a union does not widen to " + wanted);
            }
            Skip skip = Skip.of(branch);
            boolean wide = wanted.defaultLayout() == Layout.LONG;
            return (in, out) -> {
                skip.skip(in);
                if (wide) {
                    out.appendLong(index);
                } else {
                    out.appendInt(index);
                }
            };
        }
        return lower.equals(BRANCH + index) ? of(branch, rest, wanted) : null;
    }

    private static Decoder of(Schema schema, Type wanted) {
        return switch (schema.getType()) {
            case NULL -> NULL_VALUE;
            case UNION -> unionOf(schema, wanted);
            case RECORD -> wanted.kind() == TypeKind.ROW ? record(schema, wanted) : refuse(schema, wanted);
            case ARRAY -> wanted.kind() == TypeKind.ARRAY ? array(schema, wanted) : refuse(schema, wanted);
            case MAP -> wanted.kind() == TypeKind.MAP ? map(schema, wanted) : refuse(schema, wanted);
            default -> {
                if (AvroTypes.isDuration(schema) && wanted.kind() == TypeKind.ROW) {
                    yield duration(wanted, schema);
                }
                Decoder decoder = Scalars.of(schema, wanted);
                yield decoder == null ? refuse(schema, wanted) : decoder;
            }
        };
    }

    private static Decoder refuse(Schema schema, Type wanted) {
        throw mismatch(schema, wanted);
    }

    private static Decoder unionOf(Schema union, Type wanted) {
        List<Schema> types = union.getTypes();
        List<Schema> values = AvroTypes.branches(union);
        boolean asRow = values.size() > 1
                && wanted.kind() == TypeKind.ROW
                && AvroTypes.typeOf(union).fieldIndex(TAG) == 0;
        Decoder[] branches = new Decoder[types.size()];
        for (int i = 0; i < branches.length; i++) {
            Schema branch = types.get(i);
            branches[i] = branch.getType() != Schema.Type.NULL && asRow
                    ? unionRow(branch, values.indexOf(branch), wanted)
                    : of(branch, wanted);
        }
        return union(branches);
    }

    private static Decoder unionRow(Schema branch, int index, Type wanted) {
        Decoder[] parts = new Decoder[wanted.fields().size()];
        for (int k = 0; k < parts.length; k++) {
            TypeField field = wanted.fields().get(k);
            parts[k] = part(branch, index, field.name(), List.of(), field.type());
        }
        Skip skip = Skip.of(branch);
        return (in, out) -> {
            CellWriter cell = out.cell();
            int start = in.position();
            for (int k = 0; k < parts.length; k++) {
                if (parts[k] == null) {
                    cell.part(k).appendNull();
                } else {
                    in.moveTo(start);
                    parts[k].decode(in, cell.part(k));
                }
            }
            in.moveTo(start);
            skip.skip(in);
            out.appendCell();
        };
    }

    private static Decoder record(Schema record, Type wanted) {
        List<Schema.Field> fields = record.getFields();
        int count = wanted.fields().size();
        List<List<Integer>> targets = new ArrayList<>();
        fields.forEach(field -> targets.add(new ArrayList<>()));
        boolean[] missing = new boolean[count];
        for (int k = 0; k < count; k++) {
            String name = wanted.fields().get(k).name();
            int index = name == null ? -1 : fieldIndex(record, name);
            missing[k] = index < 0 || !targets.get(index).isEmpty();
            if (!missing[k]) {
                targets.get(index).add(k);
            }
        }
        Decoder[] decoders = new Decoder[fields.size()];
        int[] parts = new int[fields.size()];
        Skip[] skips = new Skip[fields.size()];
        for (int i = 0; i < decoders.length; i++) {
            Schema schema = fields.get(i).schema();
            if (targets.get(i).isEmpty()) {
                skips[i] = Skip.of(schema);
            } else {
                parts[i] = targets.get(i).get(0);
                decoders[i] = of(schema, wanted.fieldType(parts[i]));
            }
        }
        return (in, out) -> {
            CellWriter cell = out.cell();
            for (int i = 0; i < decoders.length; i++) {
                if (decoders[i] == null) {
                    skips[i].skip(in);
                } else {
                    decoders[i].decode(in, cell.part(parts[i]));
                }
            }
            for (int k = 0; k < missing.length; k++) {
                if (missing[k]) {
                    cell.part(k).appendNull();
                }
            }
            out.appendCell();
        };
    }

    private static Decoder array(Schema array, Type wanted) {
        Decoder elements = of(array.getElementType(), wanted.fieldType(0));
        return (in, out) -> {
            ValueAppender part = out.cell().part(0);
            for (long count = Blocks.next(in); count != 0; count = Blocks.next(in)) {
                for (long i = 0; i < count; i++) {
                    elements.decode(in, part);
                }
            }
            out.appendCell();
        };
    }

    private static Decoder map(Schema map, Type wanted) {
        Decoder keys = Scalars.of(Schema.create(Schema.Type.STRING), wanted.fieldType(0));
        if (keys == null) {
            throw mismatch(map, wanted);
        }
        Decoder values = of(map.getValueType(), wanted.fieldType(1));
        return (in, out) -> {
            CellWriter cell = out.cell();
            ValueAppender keyPart = cell.part(0);
            ValueAppender valuePart = cell.part(1);
            for (long count = Blocks.next(in); count != 0; count = Blocks.next(in)) {
                for (long i = 0; i < count; i++) {
                    keys.decode(in, keyPart);
                    values.decode(in, valuePart);
                }
            }
            out.appendCell();
        };
    }

    private static Decoder duration(Type wanted, Schema schema) {
        Decoder[] parts = new Decoder[wanted.fields().size()];
        for (int k = 0; k < parts.length; k++) {
            parts[k] = durationPart(wanted.fields().get(k).name(), wanted.fieldType(k), schema);
        }
        return (in, out) -> {
            CellWriter cell = out.cell();
            int start = in.position();
            for (int k = 0; k < parts.length; k++) {
                in.moveTo(start);
                if (parts[k] == null) {
                    cell.part(k).appendNull();
                } else {
                    parts[k].decode(in, cell.part(k));
                }
            }
            in.moveTo(start);
            in.skip(12);
            out.appendCell();
        };
    }

    private static Decoder durationPart(String name, Type wanted, Schema schema) {
        String lower = name == null ? "" : name.toLowerCase(Locale.ROOT);
        int index = Arrays.asList("months", "days", "millis").indexOf(lower);
        if (index < 0) {
            return null;
        }
        if (wanted.kind() != TypeKind.BIGINT) {
            throw mismatch(schema, wanted);
        }
        return (in, out) -> {
            int start = in.skip(12);
            in.moveTo(start + 4 * index);
            long value = Integer.toUnsignedLong(in.readFixedInt());
            in.moveTo(start + 12);
            out.appendLong(value);
        };
    }
}
