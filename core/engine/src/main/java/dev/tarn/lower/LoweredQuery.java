package dev.tarn.lower;

import dev.tarn.exec.pipeline.Pipeline;
import dev.tarn.spi.split.ScanMetrics;
import java.util.List;
import java.util.Map;

/**
 * A plan as pipelines.
 *
 * @param pipelines what to run
 * @param scans what each scan counts, by the number of its plan node
 */
public record LoweredQuery(List<Pipeline> pipelines, Map<Integer, ScanMetrics> scans) {
    public LoweredQuery {
        pipelines = List.copyOf(pipelines);
        scans = Map.copyOf(scans);
    }
}
