package dev.tarn.shell.session;

import dev.tarn.QueryStatistics;
import dev.tarn.shell.progress.ProgressReader;
import dev.tarn.shell.progress.Quantities;
import java.time.Duration;
import java.util.Optional;

/** Says how long a statement took, and what it read. */
final class TimingText {
    private TimingText() {}

    static String of(Duration elapsed, Optional<QueryStatistics> statistics) {
        StringBuilder text = new StringBuilder(Quantities.time(elapsed));
        statistics.filter(known -> known.rowsScanned() > 0).ifPresent(known -> {
            text.append("; read ").append(Quantities.count(known.rowsScanned())).append(" rows, ");
            text.append(Quantities.bytes(known.bytesRead()));
            long requests = ProgressReader.requests(known.storage());
            text.append(requests > 0 ? ", " + requests + " requests" : "");
        });
        return text.toString();
    }
}
