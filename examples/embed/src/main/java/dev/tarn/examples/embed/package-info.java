/**
 * A program that embeds the engine, as a newcomer would write it.
 */
package dev.tarn.examples.embed;
