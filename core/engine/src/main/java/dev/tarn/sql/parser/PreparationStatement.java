package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;

/** A statement about statements that are kept under a name, to be run with values for their parameters. */
public sealed interface PreparationStatement extends Statement {
    /**
     * PREPARE.
     *
     * @param name lower case
     * @param text the statement that is kept; it has been parsed once
     * @param start where that starts
     */
    record Prepare(Word name, String text, InStatement start) implements PreparationStatement {}

    /**
     * EXECUTE.
     *
     * @param name lower case
     * @param values what stands for the parameters, in their order
     */
    record Execute(Word name, ParameterValues values) implements PreparationStatement {}

    /** DEALLOCATE PREPARE. */
    record Deallocate(Word name) implements PreparationStatement {}
}
