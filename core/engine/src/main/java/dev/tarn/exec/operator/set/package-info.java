/** Steps of set operations that no other family has. */
package dev.tarn.exec.operator.set;
