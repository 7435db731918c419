/**
 * Statements that write, as the catalog sees them: what they make, how it becomes visible all at once, and what becomes of
 * what a process left behind. How rows get into files belongs to {@code exec.operator.write}.
 */
package dev.tarn.catalog.write;
