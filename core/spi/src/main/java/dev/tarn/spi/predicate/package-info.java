/** Predicates as sources understand them: domains of values by column. Expressions belong to the engine. */
package dev.tarn.spi.predicate;
