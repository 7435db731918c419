package dev.tarn.shell;

import java.io.InputStream;
import java.io.PrintWriter;
import java.io.Writer;

/**
 * Where the shell reads SQL from and writes to.
 *
 * @param in SQL in UTF-8, read when neither an argument nor a file gives it
 * @param out results, and nothing else
 * @param err messages and errors
 * @param terminals which of the three are a terminal
 */
record Streams(InputStream in, Writer out, PrintWriter err, Terminals terminals) {}
