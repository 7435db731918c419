/** Passes that turn a logical tree into a cheaper one of the same rows, one family a package. */
package dev.tarn.plan.rule;
