package dev.tarn.shell;

/** How results are written to standard output. */
enum OutputFormat {
    /** Columns aligned for a reader, NULL spelled out, the number of rows below. */
    TABLE {
        @Override
        ResultWriter writer() {
            return new TableWriter();
        }
    },
    /** RFC 4180 with a header line; NULL is an empty field, an empty string is {@code ""}. */
    CSV {
        @Override
        ResultWriter writer() {
            return new CsvWriter();
        }
    },
    /** One JSON object a row, one row a line. */
    JSON {
        @Override
        ResultWriter writer() {
            return new JsonWriter();
        }
    };

    abstract ResultWriter writer();

    /** The name as an argument spells it. */
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
