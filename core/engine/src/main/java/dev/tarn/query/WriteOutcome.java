package dev.tarn.query;

import dev.tarn.catalog.write.TableWrite;
import dev.tarn.catalog.write.WrittenPart;
import dev.tarn.exec.operator.write.WrittenFiles;

/**
 * Commits the files of a write, or removes them.
 *
 * @param files what the pipelines complete
 */
record WriteOutcome(TableWrite write, WrittenFiles files) implements WriteResults.Outcome {
    @Override
    public long commit() {
        write.commit(files.files().stream()
                .map(file -> new WrittenPart(file.file(), file.partition(), file.statistics()))
                .toList());
        return files.rowCount();
    }

    @Override
    public void abort() {
        write.abort(files.pending());
    }
}
