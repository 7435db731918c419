package dev.tarn.sql.function;

import dev.tarn.expr.ir.ScalarFunction;

/** A SQL operator or function that a kernel computes: implemented by the operators that Calcite does not bring itself. */
public interface KernelOperator {
    /** Returns the id of the kernel. */
    ScalarFunction kernel();
}
