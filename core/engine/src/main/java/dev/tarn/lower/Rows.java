package dev.tarn.lower;

import java.math.BigInteger;
import java.util.List;

/**
 * What a lowered node gives.
 *
 * @param streams the pipelines that give it, which have all further steps in common
 * @param columns their columns
 * @param maxRows more rows than there can be, or null if that is unknown
 */
record Rows(List<Stream> streams, List<PlanColumn> columns, BigInteger maxRows) {
    Rows withColumns(List<PlanColumn> newColumns) {
        return new Rows(streams, newColumns, maxRows);
    }
}
