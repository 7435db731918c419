/**
 * The JDBC driver: {@code jdbc:tarn:[key=value;...]} over the engine's public API.
 *
 * <p>Belongs here: what java.sql asks for. Does not belong here: any stage of a query.
 */
package dev.tarn.jdbc;
