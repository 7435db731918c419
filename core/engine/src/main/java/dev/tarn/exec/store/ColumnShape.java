package dev.tarn.exec.store;

import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;

/** What a column of an operator's input or output is: its logical type and its layout. */
public record ColumnShape(Type type, Layout layout) {}
