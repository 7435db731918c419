package dev.tarn.sql.define;

import dev.tarn.catalog.FileStorage;

/** The names of the classes by which Hive reads and writes files as a table's definition says. */
record HiveClasses(String serde, String inputFormat, String outputFormat) {
    private static final String TEXT_INPUT = "org.apache.hadoop.mapred.TextInputFormat";
    private static final String TEXT_OUTPUT = "org.apache.hadoop.hive.ql.io.HiveIgnoreKeyTextOutputFormat";

    static HiveClasses of(FileStorage storage) {
        HiveClasses usual =
                switch (storage.storedAs()) {
                    case "PARQUET" ->
                        new HiveClasses(
                                "org.apache.hadoop.hive.ql.io.parquet.serde.ParquetHiveSerDe",
                                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetInputFormat",
                                "org.apache.hadoop.hive.ql.io.parquet.MapredParquetOutputFormat");
                    case "ORC" ->
                        new HiveClasses(
                                "org.apache.hadoop.hive.ql.io.orc.OrcSerde",
                                "org.apache.hadoop.hive.ql.io.orc.OrcInputFormat",
                                "org.apache.hadoop.hive.ql.io.orc.OrcOutputFormat");
                    case "AVRO" ->
                        new HiveClasses(
                                "org.apache.hadoop.hive.serde2.avro.AvroSerDe",
                                "org.apache.hadoop.hive.ql.io.avro.AvroContainerInputFormat",
                                "org.apache.hadoop.hive.ql.io.avro.AvroContainerOutputFormat");
                    case "ION" ->
                        new HiveClasses(
                                "com.amazon.ionhiveserde.IonHiveSerDe",
                                "com.amazon.ionhiveserde.formats.IonInputFormat",
                                "com.amazon.ionhiveserde.formats.IonOutputFormat");
                    case "JSONFILE" -> new HiveClasses(FileStorage.JSON_SERDE, TEXT_INPUT, TEXT_OUTPUT);
                    default -> new HiveClasses(FileStorage.TEXT_SERDE, TEXT_INPUT, TEXT_OUTPUT);
                };
        return new HiveClasses(
                storage.serde() == null ? usual.serde : storage.serde(),
                storage.inputFormat() == null ? usual.inputFormat : storage.inputFormat(),
                storage.outputFormat() == null ? usual.outputFormat : storage.outputFormat());
    }
}
