package dev.tarn.spi.metastore;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import java.util.List;
import java.util.Optional;

/** The errors of changes that do not fit what is there, in the same words in each metastore. */
public final class Conflicts {
    private Conflicts() {}

    /** @throws TarnException CONFLICT unless {@code newest} is the version that a change was made from */
    public static void check(StoredDatabase base, Optional<StoredDatabase> newest) {
        String what = "the database " + base.database().name();
        if (newest.isEmpty() || newest.get().id() != base.id()) {
            throw gone(what);
        }
        if (newest.get().change().version() != base.change().version()) {
            throw changed(what, base.change(), newest.get().change());
        }
    }

    /** @throws TarnException CONFLICT unless {@code newest} is the version that a change was made from */
    public static void check(StoredRelation base, Optional<StoredRelation> newest) {
        String what = "the " + (base.definition().kind() == RelationKind.VIEW ? "view " : "table ") + base.name();
        if (newest.isEmpty() || newest.get().id() != base.id()) {
            throw gone(what);
        }
        if (newest.get().version() != base.version()) {
            throw changed(what, base.change(), newest.get().change());
        }
    }

    private static TarnException gone(String what) {
        return new TarnException(
                ErrorCode.CONFLICT, what + " was dropped since this change began, perhaps to be made anew");
    }

    private static TarnException changed(String what, Change base, Change newest) {
        return new TarnException(
                ErrorCode.CONFLICT,
                "this change was made from version " + base.version() + " of " + what + ", but " + newest.user()
                        + " made version " + newest.version() + " of it at " + newest.time() + " (" + newest.what()
                        + "); look at it and run the statement again");
    }

    public static TarnException databaseExists(String name) {
        return new TarnException(ErrorCode.SCHEMA_ALREADY_EXISTS, "the schema " + name + " exists already");
    }

    public static TarnException noDatabase(String name) {
        return new TarnException(ErrorCode.SCHEMA_NOT_FOUND, "there is no schema " + name);
    }

    public static TarnException noTable(RelationName name) {
        return new TarnException(ErrorCode.TABLE_NOT_FOUND, "there is no table " + name);
    }

    public static TarnException relationExists(StoredRelation there) {
        return new TarnException(
                ErrorCode.TABLE_ALREADY_EXISTS,
                "the " + (there.definition().kind() == RelationKind.VIEW ? "view " : "table ") + there.name()
                        + " exists already; " + there.change().user() + " made it at "
                        + there.change().time());
    }

    public static TarnException partitionExists(RelationName table, List<String> values) {
        return new TarnException(
                ErrorCode.PARTITION_ALREADY_EXISTS,
                "the table " + table + " has the partition " + PartitionKey.of(values)
                        + " already; write ADD IF NOT EXISTS to leave it as it is");
    }

    /**
     * Returns the error of a write that is not open.
     *
     * @param write what it has become, or null if it is not known any more
     */
    public static TarnException writeNotOpen(WriteId id, WriteRecord write) {
        String now = write == null
                ? "is not known any more"
                : "was ended as " + write.state() + (write.ended() == null ? "" : " at " + write.ended());
        return new TarnException(
                ErrorCode.CONFLICT, "the write " + id + " " + now + "; nothing of it counts, run it again");
    }

    /**
     * Returns the error of a write that is in another state than a step asks for.
     *
     * @param write what it has become, or null if it is not known any more
     */
    public static TarnException writeNot(WriteState expected, WriteId id, WriteRecord write) {
        return new TarnException(
                ErrorCode.CONFLICT,
                "the write " + id + " is " + (write == null ? "not known" : write.state()) + " and not " + expected);
    }
}
