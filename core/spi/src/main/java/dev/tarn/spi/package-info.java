/**
 * What a connector sees of Tarn, and all it sees: types, batches, predicates, splits, memory and errors.
 *
 * <p>Belongs here: contracts and the values they exchange, on Arrow vectors and the JDK alone. Does not belong here:
 * anything that only the engine needs, any SQL, any file format or storage.
 */
package dev.tarn.spi;
