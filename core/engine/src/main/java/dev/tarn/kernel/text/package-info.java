/**
 * Kernels of texts in UTF-8: reading, writing, matching, functions, and conversions from and to other types.
 *
 * <p>Belongs here: loops over texts, and the formats of single values. Does not belong here: what the other kernels need,
 * such as comparing and copying bytes.
 */
package dev.tarn.kernel.text;
