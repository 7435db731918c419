/**
 * Partition projection, as Athena has it: the partitions of a table computed from its properties and a query's predicate,
 * with no listing and no catalog asked. Which files their folders hold is not known here.
 */
package dev.tarn.catalog.projection;
