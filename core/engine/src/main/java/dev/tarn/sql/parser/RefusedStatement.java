package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorPosition.InStatement;

/**
 * A statement that is known and not supported; whoever runs it answers NOT_SUPPORTED.
 *
 * @param name what is not supported
 * @param position where it stands
 */
public record RefusedStatement(String name, InStatement position) implements Statement {}
