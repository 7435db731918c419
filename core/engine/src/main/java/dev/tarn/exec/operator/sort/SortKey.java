package dev.tarn.exec.operator.sort;

/** A column to sort by. Text is compared by its UTF-8 bytes; NaN is the largest number, -0 equals +0. */
public record SortKey(int columnIndex, boolean descending, boolean nullsFirst) {}
