/** Tables whose rows the engine makes itself, as those of a catalog's own state. What the rows say is not known here. */
package dev.tarn.catalog.rows;
