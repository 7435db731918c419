/**
 * The command line: what it is called with, and whether a person or a pipe is at its ends.
 *
 * <p>Belongs here: arguments, and putting the packages below together. Does not belong here: what they do.
 */
package dev.tarn.shell;
