/** Tables as sources show them: columns, statistics, splits. Names and statements about them belong to the engine. */
package dev.tarn.spi.catalog;
