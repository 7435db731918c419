package dev.tarn.plan.physical;

/** A column to sort by. */
public record SortColumn(int columnIndex, boolean descending, boolean nullsFirst) {}
