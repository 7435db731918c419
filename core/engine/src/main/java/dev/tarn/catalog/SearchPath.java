package dev.tarn.catalog;

/** Where names that are not fully qualified are looked up. Lower case. */
public record SearchPath(String catalog, String schema) {}
