package dev.tarn.format.parquet.variant;

import dev.tarn.format.parquet.encoding.Corrupt;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Locale;
import java.util.Set;

/**
 * Writes values of VARIANT's binary form as JSON. Points to one value's dictionary of names at a time. Bytes that are no
 * such value are HIVE_BAD_DATA.
 */
final class VariantBytes {
    private static final int MAX_DEPTH = 500;
    private static final int OBJECT = 2;

    private ByteBuffer names;
    private int nameCount;
    private int nameOffsetSize;
    private int depth;

    /** Goes to another value's dictionary of names. */
    void setMetadata(byte[] metadata) {
        names = ByteBuffer.wrap(metadata).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int header = names.get(0) & 0xFF;
            if ((header & 15) != 1) {
                throw new TarnException(ErrorCode.NOT_SUPPORTED, "VARIANT values of version " + (header & 15));
            }
            nameOffsetSize = (header >>> 6) + 1;
            nameCount = unsigned(names, 1, nameOffsetSize);
        } catch (IndexOutOfBoundsException e) {
            throw corrupt(e);
        }
    }

    private static TarnException corrupt(Exception cause) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, "a VARIANT value ends in the middle", cause);
    }

    private static int unsigned(ByteBuffer bytes, int at, int size) {
        long value = 0;
        for (int i = 0; i < size; i++) {
            value |= (bytes.get(at + i) & 0xFFL) << (i << 3);
        }
        if (value > Integer.MAX_VALUE) {
            throw Corrupt.data("a VARIANT value with an offset of " + value);
        }
        return (int) value;
    }

    private String name(int id) {
        if (id >= nameCount) {
            throw Corrupt.data("a VARIANT value has the name " + id + " of " + nameCount);
        }
        int offsets = 1 + nameOffsetSize;
        int start = unsigned(names, offsets + id * nameOffsetSize, nameOffsetSize);
        int end = unsigned(names, offsets + (id + 1) * nameOffsetSize, nameOffsetSize);
        int base = offsets + (nameCount + 1) * nameOffsetSize;
        return text(names, base + start, end - start);
    }

    private static String text(ByteBuffer bytes, int at, int length) {
        if (length < 0) {
            throw Corrupt.data("a VARIANT value with a text of " + length + " bytes");
        }
        byte[] copy = new byte[Math.min(length, bytes.capacity())];
        bytes.get(at, copy, 0, length);
        return new String(copy, StandardCharsets.UTF_8);
    }

    /** Writes a value. */
    void write(byte[] value, JsonText out) {
        try {
            depth = 0;
            value(ByteBuffer.wrap(value).order(ByteOrder.LITTLE_ENDIAN), 0, out);
        } catch (IndexOutOfBoundsException e) {
            throw corrupt(e);
        }
    }

    /** Returns whether a value is an object. */
    static boolean isObject(byte[] value) {
        return value.length > 0 && (value[0] & 3) == OBJECT;
    }

    /**
     * Writes the fields of an object, without its braces, but for those that {@code others} names.
     *
     * @param first whether no field stands before them
     */
    void writeFields(byte[] object, Set<String> others, boolean first, JsonText out) {
        try {
            depth = 0;
            fields(ByteBuffer.wrap(object).order(ByteOrder.LITTLE_ENDIAN), 0, others, first, out);
        } catch (IndexOutOfBoundsException e) {
            throw corrupt(e);
        }
    }

    private void value(ByteBuffer bytes, int at, JsonText out) {
        int header = bytes.get(at) & 0xFF;
        int detail = header >>> 2;
        switch (header & 3) {
            case 0 -> primitive(bytes, at + 1, detail, out);
            case 1 -> out.quoted(text(bytes, at + 1, detail));
            case OBJECT -> {
                out.raw('{');
                fields(bytes, at, Set.of(), true, out);
                out.raw('}');
            }
            default -> array(bytes, at, out);
        }
    }

    private void enter() {
        if (++depth > MAX_DEPTH) {
            throw Corrupt.data("a VARIANT value is nested more than " + MAX_DEPTH + " deep");
        }
    }

    private void fields(ByteBuffer bytes, int at, Set<String> others, boolean isFirst, JsonText out) {
        enter();
        int header = (bytes.get(at) & 0xFF) >>> 2;
        int offsetSize = (header & 3) + 1;
        int idSize = (header >>> 2 & 3) + 1;
        int countSize = (header >>> 4 & 1) == 0 ? 1 : 4;
        int count = unsigned(bytes, at + 1, countSize);
        requireCount(bytes, count);
        int ids = at + 1 + countSize;
        int offsets = ids + count * idSize;
        int base = offsets + (count + 1) * offsetSize;
        boolean first = isFirst;
        for (int i = 0; i < count; i++) {
            String name = name(unsigned(bytes, ids + i * idSize, idSize));
            if (!others.contains(name)) {
                if (!first) {
                    out.raw(',');
                }
                first = false;
                out.quoted(name);
                out.raw(':');
                value(bytes, below(at, base, unsigned(bytes, offsets + i * offsetSize, offsetSize)), out);
            }
        }
        depth--;
    }

    private void array(ByteBuffer bytes, int at, JsonText out) {
        enter();
        int header = (bytes.get(at) & 0xFF) >>> 2;
        int offsetSize = (header & 3) + 1;
        int countSize = (header >>> 2 & 1) == 0 ? 1 : 4;
        int count = unsigned(bytes, at + 1, countSize);
        requireCount(bytes, count);
        int offsets = at + 1 + countSize;
        int base = offsets + (count + 1) * offsetSize;
        out.raw('[');
        for (int i = 0; i < count; i++) {
            if (i > 0) {
                out.raw(',');
            }
            value(bytes, below(at, base, unsigned(bytes, offsets + i * offsetSize, offsetSize)), out);
        }
        out.raw(']');
        depth--;
    }

    private static void requireCount(ByteBuffer bytes, int count) {
        if (count > bytes.capacity()) {
            throw Corrupt.data("a VARIANT value of " + bytes.capacity() + " bytes has " + count + " elements");
        }
    }

    private static int below(int parent, int base, int offset) {
        long at = (long) base + offset;
        if (at <= parent || at > Integer.MAX_VALUE) {
            throw Corrupt.data("a VARIANT value with an element at " + at);
        }
        return (int) at;
    }

    private static void primitive(ByteBuffer bytes, int at, int type, JsonText out) {
        switch (type) {
            case 0 -> out.raw("null");
            case 1 -> out.raw("true");
            case 2 -> out.raw("false");
            case 3 -> out.raw(Integer.toString(bytes.get(at)));
            case 4 -> out.raw(Integer.toString(bytes.getShort(at)));
            case 5 -> out.raw(Integer.toString(bytes.getInt(at)));
            case 6 -> out.raw(Long.toString(bytes.getLong(at)));
            case 7 -> out.number(bytes.getDouble(at), Double.toString(bytes.getDouble(at)));
            case 8 -> decimal(BigInteger.valueOf(bytes.getInt(at + 1)), bytes.get(at), out);
            case 9 -> decimal(BigInteger.valueOf(bytes.getLong(at + 1)), bytes.get(at), out);
            case 10 -> decimal(wide(bytes.getLong(at + 1), bytes.getLong(at + 9)), bytes.get(at), out);
            case 11 -> out.quoted(LocalDate.ofEpochDay(bytes.getInt(at)).toString());
            case 12 -> out.quoted(timestamp(bytes.getLong(at), 1_000_000) + "+00:00");
            case 13 -> out.quoted(timestamp(bytes.getLong(at), 1_000_000));
            case 14 -> out.number(bytes.getFloat(at), Float.toString(bytes.getFloat(at)));
            case 15 -> {
                byte[] binary = new byte[length(bytes, at)];
                bytes.get(at + 4, binary);
                out.quoted(Base64.getEncoder().encodeToString(binary));
            }
            case 16 -> out.quoted(text(bytes, at + 4, length(bytes, at)));
            case 17 -> out.quoted(time(bytes.getLong(at), 1_000_000));
            case 18 -> out.quoted(timestamp(bytes.getLong(at), 1_000_000_000) + "+00:00");
            case 19 -> out.quoted(timestamp(bytes.getLong(at), 1_000_000_000));
            case 20 -> out.quoted(uuid(bytes, at));
            default -> throw new TarnException(ErrorCode.NOT_SUPPORTED, "VARIANT values of the type number " + type);
        }
    }

    private static int length(ByteBuffer bytes, int at) {
        int length = bytes.getInt(at);
        if (length < 0 || length > bytes.capacity()) {
            throw Corrupt.data("a VARIANT value with a part of " + length + " bytes");
        }
        return length;
    }

    private static BigInteger wide(long low, long high) {
        return BigInteger.valueOf(high).shiftLeft(64).add(new BigInteger(Long.toUnsignedString(low)));
    }

    private static void decimal(BigInteger unscaled, int scale, JsonText out) {
        if (scale < 0 || scale > 38) {
            throw Corrupt.data("a VARIANT value is a decimal of scale " + scale);
        }
        out.raw(new BigDecimal(unscaled, scale).toPlainString());
    }

    private static String uuid(ByteBuffer bytes, int at) {
        long high = Long.reverseBytes(bytes.getLong(at));
        long low = Long.reverseBytes(bytes.getLong(at + 8));
        return new java.util.UUID(high, low).toString();
    }

    /** Returns a timestamp as text, of which {@code unit} make a second. */
    static String timestamp(long value, long unit) {
        long day = 86_400 * unit;
        return LocalDate.ofEpochDay(Math.floorDiv(value, day)) + " " + time(Math.floorMod(value, day), unit);
    }

    static String time(long value, long unit) {
        long seconds = value / unit;
        String fraction = Long.toString(unit + Math.floorMod(value, unit)).substring(1);
        return String.format(
                Locale.ROOT, "%02d:%02d:%02d.%s", seconds / 3600, seconds / 60 % 60, seconds % 60, fraction);
    }
}
