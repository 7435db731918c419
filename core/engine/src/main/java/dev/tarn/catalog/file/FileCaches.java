package dev.tarn.catalog.file;

/**
 * What is remembered of files from query to query.
 *
 * @param footers what each file says of itself
 * @param statistics what the files of a table say together
 */
record FileCaches(FooterCache footers, StatisticsCache statistics) {
    FileCaches() {
        this(new FooterCache(), new StatisticsCache());
    }
}
