/** Physical nodes, each a step that the executor has, and the pass that chooses them. Operators belong to {@code exec}. */
package dev.tarn.plan.physical;
