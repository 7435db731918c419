package dev.tarn;

import dev.tarn.query.QueryExecution;
import dev.tarn.query.QueryState;
import dev.tarn.query.ScanTotals;
import dev.tarn.spi.storage.StorageMetrics;
import dev.tarn.spi.storage.StorageMetrics.RequestKind;
import java.time.Duration;

/** Takes a snapshot of what a query has done. */
final class QueryStatisticsReader {
    private QueryStatisticsReader() {}

    static QueryStatistics read(QueryExecution execution) {
        ScanTotals scans = execution.scans();
        return new QueryStatistics(
                QueryStatistics.State.valueOf(execution.state().name()),
                execution.state() == QueryState.FINISHED ? 1 : scans.shareDone(),
                scans.sum(scan -> scan.splitsTotal),
                scans.sum(scan -> scan.splitsDone),
                scans.sum(scan -> scan.rowsScanned),
                execution.rowsProduced(),
                scans.sum(scan -> scan.bytesRead),
                scans.sum(scan -> scan.readRequests),
                scans.sum(scan -> scan.filesTotal),
                scans.sum(scan -> scan.filesPruned),
                scans.sum(scan -> scan.partitionsTotal),
                scans.sum(scan -> scan.partitionsPruned),
                scans.sum(scan -> scan.rowGroupsTotal),
                scans.sum(scan -> scan.rowGroupsPruned),
                scans.sum(scan -> scan.pagesTotal),
                scans.sum(scan -> scan.pagesPruned),
                execution.rowsWritten(),
                execution.bytesWritten(),
                scans.sum(scan -> scan.recordsSkipped),
                storage(scans),
                execution.memory().usedBytes(),
                execution.memory().peakBytes(),
                execution.memory().spilledBytes(),
                Duration.ofNanos(execution.phases().parsingNanos()),
                Duration.ofNanos(execution.phases().planningNanos()),
                Duration.ofNanos(execution.phases().executionNanos()));
    }

    private static StorageStatistics storage(ScanTotals scans) {
        return new StorageStatistics(
                scans.storage(metrics -> metrics.requests(RequestKind.LIST)),
                scans.storage(metrics -> metrics.requests(RequestKind.GET)),
                scans.storage(metrics -> metrics.requests(RequestKind.HEAD)),
                scans.storage(metrics -> metrics.requests(RequestKind.PUT)),
                scans.storage(metrics -> metrics.requests(RequestKind.DELETE)),
                scans.storage(StorageMetrics::retries),
                scans.storage(StorageMetrics::bytes),
                scans.storage(StorageMetrics::cachedBytes),
                scans.storage(StorageMetrics::sentBytes));
    }
}
