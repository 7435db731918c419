/** The metastore that lives in memory as long as its engine does. What definitions mean is none of its business. */
package dev.tarn.catalog.store;
