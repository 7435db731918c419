package dev.tarn.shell.edit;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.regex.Pattern;
import org.jline.reader.impl.history.DefaultHistory;

/**
 * What was typed, kept in a file that several shells may write at once. Lines with secrets are remembered by the shell but
 * kept in no file, nor are very long ones.
 */
final class ShellHistory extends DefaultHistory {
    private static final int MOST_CHARACTERS = 100_000;
    private static final Pattern SECRET = Pattern.compile(
            "(?i)(secret|passwo?r?d|passphrase|session_token|access_key|private_key|api_?key|credentials?)(?![a-z])[\\w.]*"
                    + "['\"]?\\s*([=:,]|\\s)\\s*\\S|://[^/\\s:@']+:[^/\\s@']+@");

    private final Path lockFile;

    /** Makes a history of a file that a reader will tell. */
    ShellHistory(Path file) {
        Path absolute = file.toAbsolutePath();
        lockFile = absolute.resolveSibling(absolute.getFileName() + ".lock");
    }

    /** Returns whether a line seems to have a password or the like in it. */
    static boolean hasSecret(String line) {
        return SECRET.matcher(line).find();
    }

    @Override
    public boolean isPersistable(Entry entry) {
        String line = entry.line();
        return line.length() <= MOST_CHARACTERS && !Pastes.isIn(line) && !hasSecret(line);
    }

    @Override
    public void save() throws IOException {
        try (FileChannel channel = FileChannel.open(lockFile, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            assert lock.isValid();
            super.save();
        }
    }
}
