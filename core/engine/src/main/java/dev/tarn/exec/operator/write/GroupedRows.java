package dev.tarn.exec.operator.write;

import dev.tarn.exec.pipeline.DriverContext;
import dev.tarn.spi.batch.Batch;

/** Rows of many groups, in memory or in a file, each group's together. Any number of threads may read. */
interface GroupedRows extends AutoCloseable {
    /** Reads the rows of one group after the other. One thread. */
    interface Reader extends AutoCloseable {
        /** Turns to a group, which may have no rows here. */
        void select(int group);

        /** Returns the group's next rows, valid until the next call, or null when there are no more. */
        Batch next();

        @Override
        void close();
    }

    Reader reader(DriverContext context);

    @Override
    void close();
}
