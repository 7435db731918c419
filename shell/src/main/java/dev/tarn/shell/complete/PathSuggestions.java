package dev.tarn.shell.complete;

/** Suggests files and folders. */
final class PathSuggestions {
    private static final String HOME = "~/";
    private static final String S3 = "s3://";

    private PathSuggestions() {}

    /** How a path is written. {@code plain} is what is compared with the typed word. */
    @FunctionalInterface
    private interface Form {
        void add(String path, String plain, boolean isFolder);
    }

    /** Adds the paths that a string whose quote is open may go on with; {@code ~/} is replaced by the user's folder. */
    static void addInString(String typed, CatalogView catalog, Suggestions out) {
        addAll(typed.replace("''", "'"), catalog, (path, plain, isFolder) -> {
            String written = path.replace("'", "''");
            out.addPath(isFolder ? written : written + "'", plain, false);
        });
        boolean isScheme = !typed.isEmpty() && S3.startsWith(typed) && !typed.equals(S3);
        if (isScheme) {
            out.addPath(S3, S3, false);
        }
    }

    /** Adds the paths that a word of a command may go on with, in quotes where they need them. */
    static void addWord(String typed, CatalogView catalog, Suggestions out) {
        boolean isQuoted = typed.startsWith("'");
        String begun = isQuoted ? typed.substring(1).replace("''", "'") : typed;
        addAll(begun, catalog, (path, plain, isFolder) -> {
            boolean needsQuotes = isQuoted || path.indexOf(' ') >= 0 || path.indexOf('\'') >= 0;
            String quoted = "'" + path.replace("'", "''") + (isFolder ? "" : "'");
            out.addPath(needsQuotes ? quoted : path, plain, !isFolder);
        });
    }

    private static void addAll(String typed, CatalogView catalog, Form form) {
        boolean isOfHome = typed.startsWith(HOME);
        String home = System.getProperty("user.home") + "/";
        String prefix = isOfHome ? home + typed.substring(HOME.length()) : typed;
        for (String path : catalog.paths(prefix)) {
            String plain = isOfHome ? HOME + path.substring(home.length()) : path;
            form.add(path, plain, path.endsWith("/"));
        }
    }
}
