/**
 * Tests of the shape of the code: which package may see which.
 *
 * <p>Belongs here: rules about dependencies. {@code fixture} holds code that breaks each of them on purpose.
 */
package dev.tarn.architecture;
