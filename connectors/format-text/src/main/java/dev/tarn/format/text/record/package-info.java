/**
 * What all text formats share about records: what is known of a file, sources that read records into batches, and what
 * becomes of a record that cannot be read. The languages of records belong to their formats.
 */
package dev.tarn.format.text.record;
