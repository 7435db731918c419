package dev.tarn;

import dev.tarn.query.QueryExecution;
import dev.tarn.spi.split.ScanMetrics;
import java.time.Duration;

/** Takes a snapshot of what a query has done. */
final class QueryStatisticsReader {
    private QueryStatisticsReader() {}

    static QueryStatistics read(QueryExecution execution) {
        ScanMetrics scans = execution.scanMetrics();
        return new QueryStatistics(
                QueryStatistics.State.valueOf(execution.state().name()),
                scans.rowsScanned.sum(),
                execution.rowsProduced(),
                scans.bytesRead.sum(),
                scans.readRequests.sum(),
                scans.filesTotal.sum(),
                scans.filesPruned.sum(),
                scans.partitionsTotal.sum(),
                scans.partitionsPruned.sum(),
                scans.rowGroupsTotal.sum(),
                scans.rowGroupsPruned.sum(),
                execution.peakMemoryBytes(),
                Duration.ofNanos(execution.phases().parsingNanos()),
                Duration.ofNanos(execution.phases().planningNanos()),
                Duration.ofNanos(execution.phases().executionNanos()));
    }
}
