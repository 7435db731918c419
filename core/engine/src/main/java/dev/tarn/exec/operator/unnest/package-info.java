/** UNNEST: rows of what arrays and maps have within. */
package dev.tarn.exec.operator.unnest;
