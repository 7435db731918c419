/**
 * Keys of joins and groups: packed into 64-bit words, hashed, and found in tables. What a row or a group means is known
 * to the operators alone.
 */
package dev.tarn.exec.hash;
