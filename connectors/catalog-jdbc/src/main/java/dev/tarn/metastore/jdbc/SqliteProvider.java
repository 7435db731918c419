package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Opens the catalog in a folder of this machine: a file of SQLite, {@code catalog.db}. */
public final class SqliteProvider implements MetastoreProvider {
    /** The name of the file. */
    static final String FILE = "catalog.db";

    /** Where a lock of one machine means nothing to another, or shared memory is not shared. */
    private static final Set<String> NETWORK = Set.of(
            "nfs",
            "nfs3",
            "nfs4",
            "cifs",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "afpfs",
            "afs",
            "ncpfs",
            "ceph",
            "lustre",
            "gpfs",
            "beegfs",
            "glusterfs",
            "ocfs2",
            "gfs2",
            "davfs",
            "webdav",
            "fuse.sshfs",
            "fuse.s3fs",
            "fuse.ceph",
            "fuse.glusterfs",
            "fuse.rclone",
            "fuse.goofys",
            "fuse.mount-s3",
            "fuse.gcsfuse",
            "fuse.blobfuse2");

    @Override
    public boolean serves(String place) {
        return !place.contains("://");
    }

    @Override
    public Metastore open(String place) {
        Path folder = Path.of(place).toAbsolutePath().normalize();
        try {
            Files.createDirectories(folder);
            refuseNetwork(folder, Files.getFileStore(folder).type());
        } catch (FileAlreadyExistsException e) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE, folder + " is a file; a catalog is kept in a folder of its own", e);
        } catch (AccessDeniedException e) {
            throw new TarnException(
                    ErrorCode.PERMISSION_DENIED, "the catalog's folder " + folder + " cannot be made or looked at", e);
        } catch (IOException e) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE, "the catalog's folder " + folder + " cannot be used: " + e, e);
        }
        return JdbcMetastore.open(new SqliteDialect(folder.resolve(FILE)));
    }

    /** @throws TarnException NOT_SUPPORTED if a file system of this type is another machine's */
    static void refuseNetwork(Path folder, String type) {
        if (NETWORK.contains(type.toLowerCase(Locale.ROOT))) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    "a catalog on the network file system " + type + " (" + folder
                            + "), where its locks would not hold; use a folder of this machine, or postgresql://host/database "
                            + "to share it between machines");
        }
    }
}
