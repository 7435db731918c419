/**
 * Fields of ROW columns as columns of their own: how a scan reads a leaf without the value around it. Does not belong
 * here: what asks for which field, which is the planner's, and how a file stores it, which is the format's.
 */
package dev.tarn.catalog.field;
