package dev.tarn.slt;

import dev.tarn.source.tpch.TpchConnector;
import dev.tarn.testkit.tpch.TpchFiles;
import java.nio.file.Path;

/** The TPC-H tables as Parquet files, made once a build. */
final class TestData {
    private static final int SMALL_ROW_GROUP_ROWS = 10_000;

    private TestData() {}

    /** Returns the folder of the tables at scale 0.01; its row groups are small, so that there are several. */
    static Path tpchTiny() {
        return TpchFiles.write(
                new TpchConnector(), 0.01, Path.of("target", "data", "tpch-sf0.01"), SMALL_ROW_GROUP_ROWS);
    }

    /** Returns the folder of the tables at scale 0.1. */
    static Path tpchSmall() {
        return TpchFiles.write(new TpchConnector(), 0.1, Path.of("target", "data", "tpch-sf0.1"));
    }
}
