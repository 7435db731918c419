package dev.tarn.spi.storage;

/**
 * A setting of a storage.
 *
 * @param name its name in lower case, which begins with the storage's own, as in {@code s3.region}
 * @param description what it sets, its form and its default
 * @param secret whether its value must not be shown to anyone
 */
public record StorageSetting(String name, String description, boolean secret) {}
