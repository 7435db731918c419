package dev.tarn.format.avro.decode;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.avro.Schema;

/** Passes over values of one schema. */
@FunctionalInterface
public interface Skip {
    void skip(Input in);

    static Skip of(Schema schema) {
        return of(schema, new HashMap<>());
    }

    private static Skip of(Schema schema, Map<String, Skip[]> records) {
        return switch (schema.getType()) {
            case NULL -> in -> {};
            case BOOLEAN -> in -> in.skip(1);
            case INT, LONG, ENUM -> Input::readLong;
            case FLOAT -> in -> in.skip(4);
            case DOUBLE -> in -> in.skip(8);
            case STRING, BYTES -> in -> in.skip(in.readLength());
            case FIXED -> {
                int size = schema.getFixedSize();
                yield in -> in.skip(size);
            }
            case ARRAY -> items(of(schema.getElementType(), records), false);
            case MAP -> items(of(schema.getValueType(), records), true);
            case UNION -> {
                List<Schema> types = schema.getTypes();
                Skip[] branches = new Skip[types.size()];
                for (int i = 0; i < branches.length; i++) {
                    branches[i] = of(types.get(i), records);
                }
                yield in -> branches[Blocks.branch(in, branches.length)].skip(in);
            }
            case RECORD -> record(schema, records);
        };
    }

    /** A record that contains itself is found again, not made again. */
    private static Skip record(Schema schema, Map<String, Skip[]> records) {
        Skip[] known = records.get(schema.getFullName());
        if (known != null) {
            return in -> all(known, in);
        }
        Skip[] fields = new Skip[schema.getFields().size()];
        records.put(schema.getFullName(), fields);
        for (int i = 0; i < fields.length; i++) {
            fields[i] = of(schema.getFields().get(i).schema(), records);
        }
        return in -> all(fields, in);
    }

    private static void all(Skip[] skips, Input in) {
        for (Skip skip : skips) {
            skip.skip(in);
        }
    }

    private static Skip items(Skip item, boolean keyed) {
        return in -> {
            for (long count = in.readLong(); count != 0; count = in.readLong()) {
                if (count < 0) {
                    long bytes = in.readLong();
                    if (bytes < 0 || bytes > in.remaining()) {
                        throw Input.corrupt("items of " + bytes + " bytes, where " + in.remaining() + " are left");
                    }
                    in.skip((int) bytes);
                    continue;
                }
                Blocks.check(count, in);
                for (long i = 0; i < count; i++) {
                    if (keyed) {
                        in.skip(in.readLength());
                    }
                    item.skip(in);
                }
            }
        };
    }
}
