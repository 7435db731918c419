/**
 * Pipelines, their drivers, and the pool of workers that runs them. What a step does with its rows belongs to
 * {@code exec.operator}.
 */
package dev.tarn.exec.pipeline;
