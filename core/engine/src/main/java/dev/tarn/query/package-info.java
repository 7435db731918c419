/**
 * One query's life: it sequences the stages from the text to the result, and keeps state, cancel, limits and statistics.
 * What a stage does belongs to the stage's package.
 */
package dev.tarn.query;
