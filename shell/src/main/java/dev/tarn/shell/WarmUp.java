package dev.tarn.shell;

import dev.tarn.QueryResult;
import dev.tarn.Session;
import dev.tarn.Tarn;
import dev.tarn.shell.complete.Functions;

/**
 * Runs a small query in an engine of its own while the shell still reads its arguments and shows its prompt: most of what the
 * first query takes is loading classes, which then has been done.
 */
final class WarmUp implements Runnable {
    private static final String QUERY =
            "SELECT a, count(*) FROM (VALUES 1, 2) AS t (a) WHERE a > 1 GROUP BY a ORDER BY 1 LIMIT 1";

    private WarmUp() {}

    /** Begins on a thread of its own; on a machine with one core that would only delay the rest. */
    static void begin() {
        if (Runtime.getRuntime().availableProcessors() > 1) {
            Thread thread = new Thread(new WarmUp(), "tarn-warm-up");
            thread.setDaemon(true);
            thread.start();
        }
    }

    @Override
    public void run() {
        try (Tarn tarn = Tarn.builder().threads(1).open();
                Session session = tarn.session();
                QueryResult result = session.query(QUERY)) {
            result.toRows();
            Functions.find(QUERY);
        } catch (RuntimeException e) {
            // Whatever is wrong, the first statement tells.
            Thread.currentThread().interrupt();
        }
    }
}
