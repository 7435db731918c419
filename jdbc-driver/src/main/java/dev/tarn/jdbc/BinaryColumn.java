package dev.tarn.jdbc;

import java.nio.ByteBuffer;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.UUID;
import org.apache.arrow.vector.FieldVector;

/** A column of bytes: offsets and one run of bytes. */
class BinaryColumn extends CopiedColumn {
    private byte[] offsets = {};
    private byte[] data = {};
    private int origin;

    BinaryColumn(String typeName) {
        super(typeName, Integer.BYTES);
    }

    @Override
    final void load(FieldVector vector) {
        int rows = vector.getValueCount();
        loadNulls(vector, rows);
        if (rows == 0) {
            return;
        }
        offsets = copy(vector.getOffsetBuffer(), 0, (rows + 1) * Integer.BYTES, offsets);
        origin = (int) INTS.get(offsets, 0);
        data = copy(vector.getDataBuffer(), origin, (int) INTS.get(offsets, rows * Integer.BYTES) - origin, data);
    }

    final byte[] data() {
        return data;
    }

    final int start(int row) {
        return (int) INTS.get(offsets, row * Integer.BYTES) - origin;
    }

    final int end(int row) {
        return (int) INTS.get(offsets, (row + 1) * Integer.BYTES) - origin;
    }

    @Override
    byte[] bytes(int row) throws SQLException {
        return Arrays.copyOfRange(data, start(row), end(row));
    }

    /** Returns the id that 16 bytes are, its first byte the first digits. */
    @Override
    UUID uuid(int row) throws SQLException {
        byte[] bytes = bytes(row);
        if (bytes.length != 2 * Long.BYTES) {
            throw cannotBecome("a UUID, being " + bytes.length + " bytes");
        }
        ByteBuffer halves = ByteBuffer.wrap(bytes);
        return new UUID(halves.getLong(), halves.getLong());
    }

    @Override
    Object object(int row) throws SQLException {
        return bytes(row);
    }

    @Override
    String text(int row) throws SQLException {
        return HexFormat.of().formatHex(data, start(row), end(row));
    }
}
