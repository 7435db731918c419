/**
 * Runs {@code .slt} files: SQL statements with what they must answer, in sqllogictest's format.
 *
 * <p>Belongs here: reading, running and completing such files. Does not belong here: any engine; a session comes from
 * whoever runs the files.
 */
package dev.tarn.testkit.slt;
