package dev.tarn.shell;

import java.io.IOException;
import java.io.Writer;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Comma-separated values (RFC 4180, lines end in LF): a header, then a line a row. */
final class CsvWriter implements ResultWriter {
    @Override
    public void write(ResultSet result, Writer out) throws IOException, SQLException {
        Values values = new Values(result);
        for (int column = 0; column < values.count(); column++) {
            separate(column, out);
            writeField(values.label(column), out);
        }
        out.write('\n');
        while (result.next()) {
            for (int column = 0; column < values.count(); column++) {
                separate(column, out);
                String text = values.text(column);
                if (text != null) {
                    writeField(text, out);
                }
            }
            out.write('\n');
        }
    }

    private static void separate(int column, Writer out) throws IOException {
        if (column > 0) {
            out.write(',');
        }
    }

    private static void writeField(String text, Writer out) throws IOException {
        if (needsQuotes(text)) {
            out.write('"');
            out.write(text.replace("\"", "\"\""));
            out.write('"');
        } else {
            out.write(text);
        }
    }

    /** Whether the field would be read differently without quotes; an empty one would be read as NULL. */
    private static boolean needsQuotes(String text) {
        if (text.isEmpty()) {
            return true;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ',' || c == '"' || c == '\n' || c == '\r') {
                return true;
            }
        }
        return false;
    }
}
