/** Estimates of rows, ranges and distinct values, from what tables know of themselves. Costs belong to the rules. */
package dev.tarn.plan.stats;
