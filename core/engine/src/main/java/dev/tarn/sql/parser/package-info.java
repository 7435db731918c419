/**
 * From SQL text to statements: splitting scripts, choosing the lexical state by a statement's first keywords, parsing, and
 * syntax errors that say what was expected. Names are not resolved here and no type is known.
 */
package dev.tarn.sql.parser;
