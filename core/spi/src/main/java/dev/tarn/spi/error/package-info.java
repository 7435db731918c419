/** The one exception type with its codes, kinds and positions. Nothing that throws belongs here. */
package dev.tarn.spi.error;
