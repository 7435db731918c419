/** Tests of the compiled expressions against the interpreter, and of the semantics by example. */
package dev.tarn.expr;
