package dev.tarn.sql.function;

import dev.tarn.expr.ir.AggregateFunction;

/** A SQL aggregate function that a kernel computes: implemented by those that Calcite does not bring itself. */
public interface KernelAggregate {
    /** Returns the id of the kernel. */
    AggregateFunction kernel();
}
