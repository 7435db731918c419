package dev.tarn.format.parquet.write;

import dev.tarn.format.parquet.write.encode.Bounds;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.apache.parquet.format.BoundaryOrder;
import org.apache.parquet.format.Type;

/** Compares the bounds of pages as their type does. */
record BoundsOrder(Comparator<byte[]> comparator) {
    static BoundsOrder of(Type physical) {
        return new BoundsOrder(
                switch (physical) {
                    case BOOLEAN -> Comparator.comparingInt(bytes -> bytes[0]);
                    case INT32 -> Comparator.comparingInt(bytes -> little(bytes).getInt());
                    case INT64 ->
                        Comparator.comparingLong(bytes -> little(bytes).getLong());
                    case FLOAT ->
                        Comparator.comparingDouble(bytes -> little(bytes).getFloat());
                    case DOUBLE ->
                        Comparator.comparingDouble(bytes -> little(bytes).getDouble());
                    case FIXED_LEN_BYTE_ARRAY -> Comparator.comparing(BigInteger::new);
                    default -> Arrays::compareUnsigned;
                });
    }

    private static ByteBuffer little(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    /** Returns whether both bounds never fall, or never rise, from page to page. */
    BoundaryOrder of(List<Bounds> pages) {
        boolean rises = true;
        boolean falls = true;
        for (int i = 1; i < pages.size(); i++) {
            int mins = comparator.compare(pages.get(i - 1).min(), pages.get(i).min());
            int maxes = comparator.compare(pages.get(i - 1).max(), pages.get(i).max());
            rises &= mins <= 0 && maxes <= 0;
            falls &= mins >= 0 && maxes >= 0;
        }
        return rises ? BoundaryOrder.ASCENDING : falls ? BoundaryOrder.DESCENDING : BoundaryOrder.UNORDERED;
    }
}
