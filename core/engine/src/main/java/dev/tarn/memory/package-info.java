/** Memory pools and reservations. What is kept in the memory is not known here. */
package dev.tarn.memory;
