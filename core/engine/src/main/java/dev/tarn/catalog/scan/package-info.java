/**
 * What tables and sources share that give another's rows with more columns: what the one below does, and which filters it
 * applies. What the columns are is the business of the packages that make them.
 */
package dev.tarn.catalog.scan;
