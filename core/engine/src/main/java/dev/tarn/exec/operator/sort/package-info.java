/** Sort and top-N by normalised binary keys. */
package dev.tarn.exec.operator.sort;
