package dev.tarn.spi.error;

import java.util.regex.Pattern;

/**
 * Where an error stands.
 *
 * <p>A statement position counts lines and columns from 1. A file position names the file and, as far as known, the
 * row group (from 0) or line (from 1) and the column; an unknown number is -1 and an unknown name is null.
 */
public sealed interface ErrorPosition {
    /** A place in the statement's text; {@code endLine}/{@code endColumn} are inclusive. */
    record InStatement(int line, int column, int endLine, int endColumn) implements ErrorPosition {
        /** Makes a position of one character. */
        public static InStatement at(int line, int column) {
            return new InStatement(line, column, line, column);
        }

        @Override
        public String toString() {
            return "line " + line + ", column " + column;
        }
    }

    /**
     * A place in a data file. {@code path} is the file's location; of an address of the web, a query and a user's name and
     * password are left out, as they may hold a signature.
     */
    record InFile(String path, int rowGroup, long line, String column) implements ErrorPosition {
        private static final Pattern USER = Pattern.compile("^(https?://)[^/?#@]*@", Pattern.CASE_INSENSITIVE);
        private static final Pattern QUERY =
                Pattern.compile("^(https?://[^?#]*)\\?.+$", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);

        public InFile {
            path = path == null ? null : withoutSecrets(path);
        }

        private static String withoutSecrets(String path) {
            return QUERY.matcher(USER.matcher(path).replaceFirst("$1")).replaceFirst("$1?...");
        }

        /** Makes a position that knows the file only. */
        public static InFile of(String path) {
            return new InFile(path, -1, -1, null);
        }

        @Override
        public String toString() {
            StringBuilder text = new StringBuilder("file ").append(path);
            if (rowGroup >= 0) {
                text.append(", row group ").append(rowGroup);
            }
            if (line >= 0) {
                text.append(", line ").append(line);
            }
            if (column != null) {
                text.append(", column \"").append(column).append('"');
            }
            return text.toString();
        }
    }
}
