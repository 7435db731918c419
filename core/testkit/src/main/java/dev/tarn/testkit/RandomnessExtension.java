package dev.tarn.testkit;

import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import org.junit.jupiter.api.extension.TestExecutionExceptionHandler;

/** Hands a test its {@link Randomness}, one a test, and adds to a failure the option that replays it. */
public final class RandomnessExtension implements ParameterResolver, TestExecutionExceptionHandler {
    private static final Namespace NAMESPACE = Namespace.create(RandomnessExtension.class);

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Randomness.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        return context.getStore(NAMESPACE).computeIfAbsent(Randomness.class, key -> Randomness.create());
    }

    @Override
    public void handleTestExecutionException(ExtensionContext context, Throwable failure) throws Throwable {
        Randomness random = context.getStore(NAMESPACE).get(Randomness.class, Randomness.class);
        if (random != null) {
            failure.addSuppressed(
                    new AssertionError("replay with -D" + Randomness.SEED_PROPERTY + "=" + random.seed()));
        }
        throw failure;
    }
}
