/**
 * The public API of the embedded engine: open it, open a session, run SQL, stream batches.
 *
 * <p>Belongs here: what an embedding program calls. Does not belong here: anything that it does not; the stages of a
 * query live in the packages below.
 */
package dev.tarn;
