/**
 * What sources share that give another source's rows with more columns: which filters the source below applies, and which
 * they apply themselves. What the columns are is the business of the packages that make them.
 */
package dev.tarn.catalog.scan;
