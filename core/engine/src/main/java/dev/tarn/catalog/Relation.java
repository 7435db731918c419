package dev.tarn.catalog;

/** What a name in FROM stands for. */
public sealed interface Relation permits TableHandle, ViewDefinition {}
