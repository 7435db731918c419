package dev.tarn.sql.parser;

import java.util.List;

/** A statement that changes which partitions a table has. */
public sealed interface PartitionStatement extends Statement {
    /** A partition to add; {@code location} is null where it is the folder of that name. */
    record NewPartition(PartitionSpec spec, Word location) {}

    /** ALTER TABLE ADD PARTITION. */
    record AddPartitions(Name table, boolean ifNotExists, List<NewPartition> partitions) implements PartitionStatement {
        public AddPartitions {
            partitions = List.copyOf(partitions);
        }
    }

    /** ALTER TABLE DROP PARTITION. */
    record DropPartitions(Name table, boolean ifExists, List<PartitionSpec> partitions) implements PartitionStatement {
        public DropPartitions {
            partitions = List.copyOf(partitions);
        }
    }

    /** ALTER TABLE PARTITION RENAME TO PARTITION. */
    record RenamePartition(Name table, PartitionSpec from, PartitionSpec to) implements PartitionStatement {}

    /** MSCK REPAIR TABLE: which partitions it adds and whether it drops those without a folder. */
    record RepairTable(Name table, boolean add, boolean drop) implements PartitionStatement {}
}
