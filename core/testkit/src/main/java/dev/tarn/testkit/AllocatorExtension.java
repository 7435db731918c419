package dev.tarn.testkit;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.memory.RootAllocator;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/**
 * Hands a test, and its {@code @BeforeEach} methods, a {@link BufferAllocator} of its own and fails the test if bytes of
 * it are still allocated afterwards.
 */
public final class AllocatorExtension implements ParameterResolver, AfterEachCallback {
    private static final Namespace NAMESPACE = Namespace.create(AllocatorExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == BufferAllocator.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE)
                .computeIfAbsent(BufferAllocator.class, key -> new Held(new RootAllocator()), Held.class)
                .allocator();
    }

    @Override
    public void afterEach(ExtensionContext context) {
        Held held = context.getStore(NAMESPACE).remove(BufferAllocator.class, Held.class);
        if (held == null) {
            return;
        }
        long leaked = held.allocator().getAllocatedMemory();
        if (leaked != 0) {
            // Not closed: closing would throw Arrow's own, longer story; the process ends soon enough.
            throw new AssertionError(leaked + " bytes are still allocated after the test");
        }
        held.allocator().close();
    }

    /** Keeps JUnit from closing the allocator before it was looked at. */
    private record Held(BufferAllocator allocator) {}
}
