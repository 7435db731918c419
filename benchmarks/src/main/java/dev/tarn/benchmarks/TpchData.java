package dev.tarn.benchmarks;

import dev.tarn.source.tpch.TpchConnector;
import dev.tarn.testkit.tpch.TpchFiles;
import java.nio.file.Path;

/** Makes the TPC-H tables as Parquet files: {@code TpchData SCALE FOLDER}. */
public final class TpchData {
    private TpchData() {}

    public static void main(String[] arguments) {
        TpchFiles.write(new TpchConnector(), Double.parseDouble(arguments[0]), Path.of(arguments[1]));
    }
}
