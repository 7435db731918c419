package dev.tarn.storage.local;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Locale;

/** What went wrong when something was written. */
final class WriteFailures {
    /** Less than this, and an error is taken for a full disk whatever its text: file systems keep the last blocks back. */
    private static final long NEXT_TO_NOTHING_BYTES = 64 << 10;

    private WriteFailures() {}

    /** Returns the error that {@code cause} means for the file or folder {@code path}. */
    static TarnException of(Path path, IOException cause) {
        ErrorPosition position = ErrorPosition.InFile.of(path.toString());
        if (cause instanceof FileAlreadyExistsException) {
            return new TarnException(
                    ErrorCode.HIVE_PATH_ALREADY_EXISTS, position, "there is a file or a folder of this name", cause);
        }
        String text = String.valueOf(cause.getMessage()).toLowerCase(Locale.ROOT);
        if (cause instanceof NoSuchFileException) {
            return new TarnException(ErrorCode.PATH_NOT_FOUND, position, "no file can be made here", cause);
        }
        if (cause instanceof AccessDeniedException
                || text.contains("read-only file system")
                || text.contains("operation not permitted")) {
            return new TarnException(
                    ErrorCode.PERMISSION_DENIED, position, "may not be written by this user: " + cause, cause);
        }
        if (text.contains("no space left")) {
            return full(position, "the disk is full", cause);
        }
        if (text.contains("quota exceeded")) {
            return full(position, "the user's share of the disk is used up", cause);
        }
        if (text.contains("file too large")) {
            return full(position, "no file may grow so large here, or for this process", cause);
        }
        if (usableBytes(path) < NEXT_TO_NOTHING_BYTES) {
            return full(position, "the disk is full", cause);
        }
        return new TarnException(ErrorCode.STORAGE_ERROR, position, String.valueOf(cause.getMessage()), cause);
    }

    private static TarnException full(ErrorPosition position, String what, IOException cause) {
        return new TarnException(
                ErrorCode.NO_SPACE,
                position,
                what + " (" + cause.getMessage() + "); make room, or write elsewhere",
                cause);
    }

    private static long usableBytes(Path path) {
        for (Path each = path.toAbsolutePath(); each != null; each = each.getParent()) {
            if (Files.exists(each)) {
                long usable = each.toFile().getUsableSpace();
                // 0 stands for "not known" as well.
                return usable == 0 && each.toFile().getTotalSpace() == 0 ? Long.MAX_VALUE : usable;
            }
        }
        return Long.MAX_VALUE;
    }
}
