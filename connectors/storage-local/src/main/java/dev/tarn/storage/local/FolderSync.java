package dev.tarn.storage.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;

/** Makes names in folders outlast a crash of the machine, where the operating system opens folders for that. */
final class FolderSync {
    private static final boolean OPENS_FOLDERS =
            !System.getProperty("os.name", "").toLowerCase(Locale.ROOT).startsWith("windows");

    private FolderSync() {}

    /** Forces these folders to the disk, and those they lie in, which may be new as well. */
    static void force(Collection<Path> folders) {
        if (!OPENS_FOLDERS) {
            return;
        }
        Set<Path> all = new LinkedHashSet<>();
        for (Path folder : folders) {
            for (Path each = folder; each != null && Files.isWritable(each); each = each.getParent()) {
                if (!all.add(each)) {
                    break;
                }
            }
        }
        for (Path folder : all) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            } catch (IOException e) {
                throw WriteFailures.of(folder, e);
            }
        }
    }
}
