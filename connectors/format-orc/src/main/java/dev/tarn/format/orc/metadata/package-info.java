/** What the tail of an ORC file says: columns and their types, where stripes lie, statistics. No data is read here. */
package dev.tarn.format.orc.metadata;
