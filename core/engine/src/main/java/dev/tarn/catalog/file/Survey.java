package dev.tarn.catalog.file;

import java.util.function.Predicate;

/**
 * How to look at all that lies below a folder.
 *
 * @param filesPerFolder how many files of one ending are opened in each folder: the first, the last, and some between. Where
 *     these are alike the others are taken to be like them; where only their columns differ, more are opened until they
 *     add nothing to the columns, else all are opened.
 * @param isVisible whether a file of this name counts
 * @param checkpoint is called again and again, maybe by several threads; may throw to end the survey
 */
public record Survey(int filesPerFolder, Predicate<String> isVisible, Runnable checkpoint) {}
