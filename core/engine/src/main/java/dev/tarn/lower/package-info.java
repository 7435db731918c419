/**
 * From physical plans to pipelines: the only bridge between Calcite and the executor. Choices between plans belong to
 * {@code plan}, loops over rows to {@code exec} and {@code kernel}.
 */
package dev.tarn.lower;
