package dev.tarn.format.parquet.prune;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** XXH64 with the seed 0, by which Bloom filters hash. */
final class XxHash64 {
    private static final VarHandle LONG = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long PRIME1 = 0x9E3779B185EBCA87L;
    private static final long PRIME2 = 0xC2B2AE3D27D4EB4FL;
    private static final long PRIME3 = 0x165667B19E3779F9L;
    private static final long PRIME4 = 0x85EBCA77C2B2AE63L;
    private static final long PRIME5 = 0x27D4EB2F165667C5L;
    private static final int STRIPE_BYTES = 32;

    private XxHash64() {}

    static long hash(byte[] bytes) {
        int at = 0;
        long hash;
        if (bytes.length >= STRIPE_BYTES) {
            long[] lanes = {0x60EA27EEADC0B5D6L, PRIME2, 0, 0x61C8864E7A143579L};
            for (; at <= bytes.length - STRIPE_BYTES; at += STRIPE_BYTES) {
                for (int i = 0; i < 4; i++) {
                    lanes[i] = round(lanes[i], (long) LONG.get(bytes, at + 8 * i));
                }
            }
            hash = Long.rotateLeft(lanes[0], 1)
                    + Long.rotateLeft(lanes[1], 7)
                    + Long.rotateLeft(lanes[2], 12)
                    + Long.rotateLeft(lanes[3], 18);
            for (long lane : lanes) {
                hash = (hash ^ round(0, lane)) * PRIME1 + PRIME4;
            }
        } else {
            hash = PRIME5;
        }
        return finish(hash + bytes.length, bytes, at);
    }

    private static long round(long lane, long input) {
        return Long.rotateLeft(lane + input * PRIME2, 31) * PRIME1;
    }

    private static long finish(long start, byte[] bytes, int from) {
        long hash = start;
        int at = from;
        for (; at <= bytes.length - 8; at += 8) {
            hash = Long.rotateLeft(hash ^ round(0, (long) LONG.get(bytes, at)), 27) * PRIME1 + PRIME4;
        }
        if (at <= bytes.length - 4) {
            long word = (int) INT.get(bytes, at) & 0xFFFFFFFFL;
            hash = Long.rotateLeft(hash ^ word * PRIME1, 23) * PRIME2 + PRIME3;
            at += 4;
        }
        for (; at < bytes.length; at++) {
            hash = Long.rotateLeft(hash ^ (bytes[at] & 0xFF) * PRIME5, 11) * PRIME1;
        }
        hash = (hash ^ hash >>> 33) * PRIME2;
        hash = (hash ^ hash >>> 29) * PRIME3;
        return hash ^ hash >>> 32;
    }
}
