package dev.tarn.kernel.nested;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.Type;

/** Watches over the keys of a map that is being made; they stay where they are meanwhile. One thread at a time. */
public final class MapEntries {
    private final ValueSet keys;

    public MapEntries(Type map) {
        keys = new ValueSet(map.fieldType(0));
    }

    /** Begins another map. */
    public void clear() {
        keys.clear();
    }

    /** Adds the key at {@code address}, and returns whether the map did not have it. */
    public boolean add(long address, int length) {
        return keys.add(address, length);
    }

    /**
     * Checks that rows {@code start} to {@code end} may be the keys of one map.
     *
     * @throws TarnException INVALID_FUNCTION_ARGUMENT if one is NULL or there twice
     */
    public void require(ValueReader column, int start, int end) {
        keys.clear();
        for (int row = start; row < end; row++) {
            if (column.isNull(row)) {
                throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "map key cannot be null");
            }
            if (!keys.add(column.address(row), column.length(row))) {
                throw new TarnException(ErrorCode.INVALID_FUNCTION_ARGUMENT, "Duplicate map keys are not allowed");
            }
        }
    }
}
