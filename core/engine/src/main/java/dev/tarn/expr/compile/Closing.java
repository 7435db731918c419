package dev.tarn.expr.compile;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;

/** Closes what evaluators are made of. */
final class Closing {
    private Closing() {}

    static void closeAll(List<? extends AutoCloseable> parts) {
        for (AutoCloseable part : parts) {
            try {
                part.close();
            } catch (RuntimeException e) {
                throw e;
            } catch (Exception e) {
                throw new TarnException(ErrorCode.INTERNAL_ERROR, "an evaluator cannot be closed", e);
            }
        }
    }
}
