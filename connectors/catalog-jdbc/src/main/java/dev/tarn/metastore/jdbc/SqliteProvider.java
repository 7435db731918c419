package dev.tarn.metastore.jdbc;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.metastore.Metastore;
import dev.tarn.spi.metastore.MetastoreProvider;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Opens the catalog in a folder of this machine: a file of SQLite, {@code catalog.db}. */
public final class SqliteProvider implements MetastoreProvider {
    /** The name of the file. */
    static final String FILE = "catalog.db";

    /** Where a lock of one machine means nothing to another, or shared memory is not shared. */
    private static final Set<String> NETWORK = Set.of(
            "9p",
            "afpfs",
            "afs",
            "auristorfs",
            "beegfs",
            "ceph",
            "cifs",
            "coda",
            "davfs",
            "drvfs",
            "gfs2",
            "glusterfs",
            "gpfs",
            "lustre",
            "ncpfs",
            "nfs",
            "nfs3",
            "nfs4",
            "ocfs2",
            "orangefs",
            "panfs",
            "pvfs2",
            "smb",
            "smb2",
            "smb3",
            "smbfs",
            "v9fs",
            "webdav");

    /** The same for file systems of programs, whose types are {@code fuse.} and such a name. */
    private static final Set<String> NETWORK_PROGRAMS = Set.of(
            "afp",
            "alluxio-fuse",
            "blobfuse",
            "blobfuse2",
            "ceph",
            "ceph-fuse",
            "curlftpfs",
            "davfs",
            "gcsfuse",
            "geesefs",
            "glusterfs",
            "goofys",
            "gvfsd-fuse",
            "juicefs",
            "mfs",
            "moosefs",
            "mount-s3",
            "mountpoint-s3",
            "nfs",
            "objectivefs",
            "onedriver",
            "rclone",
            "s3backer",
            "s3fs",
            "s3ql",
            "smbnetfs",
            "sshfs",
            "weed",
            "seaweedfs",
            "yas3fs");

    private static final String PROGRAM = "fuse.";

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
        } catch (NoSuchFileException e) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE,
                    "the catalog's folder " + folder + " cannot be made here; name a folder that files can be kept in",
                    e);
        } catch (IOException e) {
            throw new TarnException(
                    ErrorCode.CATALOG_UNAVAILABLE,
                    "the catalog's folder " + folder + " cannot be used: " + e.getMessage(),
                    e);
        }
        return JdbcMetastore.open(new SqliteDialect(folder.resolve(FILE)));
    }

    /** @throws TarnException NOT_SUPPORTED if a file system of this type is another machine's */
    static void refuseNetwork(Path folder, String type) {
        String lower = type.toLowerCase(Locale.ROOT);
        boolean shared = folder.toString().startsWith("\\\\");
        if (NETWORK.contains(lower) || isNetworkProgram(lower) || shared) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    "a catalog on the network file system " + (shared ? "of a share" : type) + " (" + folder
                            + "), where its locks would not hold; use a folder of this machine, or postgresql://host/database "
                            + "to share it between machines");
        }
    }

    private static boolean isNetworkProgram(String type) {
        return type.startsWith(PROGRAM) && NETWORK_PROGRAMS.contains(type.substring(PROGRAM.length()));
    }
}
