/** Logical types, and the memory layouts of their values. No value and no conversion belongs here. */
package dev.tarn.spi.type;
