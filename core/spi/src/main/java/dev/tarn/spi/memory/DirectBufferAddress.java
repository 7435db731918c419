package dev.tarn.spi.memory;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.reflect.Field;
import java.nio.Buffer;
import java.nio.ByteBuffer;

/**
 * Finds the addresses of direct buffers.
 *
 * <p>Arrow's way to do so wants {@code java.nio} opened by a flag. This one reads the buffer's field by its offset, which
 * needs no flag; it goes by reflection since code that names {@code sun.misc.Unsafe} does not compile without warnings.
 */
final class DirectBufferAddress {
    private static final MethodHandle GET_LONG;
    private static final long ADDRESS_OFFSET;

    static {
        try {
            Class<?> unsafeClass = Class.forName("sun.misc.Unsafe");
            Field theUnsafe = unsafeClass.getDeclaredField("theUnsafe");
            theUnsafe.setAccessible(true);
            Object unsafe = theUnsafe.get(null);
            ADDRESS_OFFSET = (long) unsafeClass
                    .getMethod("objectFieldOffset", Field.class)
                    .invoke(unsafe, Buffer.class.getDeclaredField("address"));
            GET_LONG = MethodHandles.lookup()
                    .unreflect(unsafeClass.getMethod("getLong", Object.class, long.class))
                    .bindTo(unsafe);
        } catch (ReflectiveOperationException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private DirectBufferAddress() {}

    static long of(ByteBuffer direct) {
        try {
            return (long) GET_LONG.invokeExact((Object) direct, ADDRESS_OFFSET);
        } catch (RuntimeException | Error e) {
            throw e;
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }
}
