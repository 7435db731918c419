/**
 * The web as a storage: files at {@code http://} and {@code https://} addresses.
 *
 * <p>Belongs here: requests to servers of the web, files of those that give no ranges. Does not belong here: any knowledge of
 * a file format; how files are read in few requests ({@code dev.tarn.spi.storage.remote}).
 */
package dev.tarn.storage.http;
