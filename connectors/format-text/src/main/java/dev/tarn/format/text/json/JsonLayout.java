package dev.tarn.format.text.json;

/** How the records of a file follow one another. */
public enum JsonLayout {
    /** A line has whole records, almost always one; so a file can be read in parts. */
    LINES,
    /** Records stand one after the other or in arrays, and may span lines. */
    SEQUENCE,
    /** Records are the elements of the array {@code Records} of an object, as CloudTrail writes them. */
    CLOUDTRAIL
}
