package dev.tarn.sql.define;

import java.util.ArrayList;
import java.util.List;

/** Takes all rows of a result. */
final class Rows {
    private Rows() {}

    static List<List<String>> of(DefinitionResult result) {
        List<List<String>> rows = new ArrayList<>();
        result.rows().forEachRemaining(rows::add);
        return rows;
    }
}
