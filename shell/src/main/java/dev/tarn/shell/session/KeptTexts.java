package dev.tarn.shell.session;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Texts that outlast the shell, by name, in a file that people may edit: a line {@code [name]} before each text. It is read
 * whenever a text is asked for, so that several shells share it. One thread.
 */
public final class KeptTexts {
    private final Path file;
    private SortedMap<String, String> inMemory = new TreeMap<>();

    /** Keeps texts in a file, which need not be there, or in memory if {@code file} is null. */
    public KeptTexts(Path file) {
        this.file = file;
    }

    /** Returns all texts by name. */
    public SortedMap<String, String> all() throws IOException {
        if (file == null) {
            return new TreeMap<>(inMemory);
        }
        SortedMap<String, String> texts = new TreeMap<>();
        if (Files.isReadable(file)) {
            String name = null;
            for (String line : Files.readString(file).split("\r?\n", -1)) {
                if (line.matches("\\[[^\\]]+\\]\\s*")) {
                    name = line.strip().substring(1, line.strip().length() - 1);
                    texts.put(name, "");
                } else if (name != null) {
                    texts.merge(name, line + "\n", String::concat);
                }
            }
            texts.replaceAll((key, text) -> text.strip());
        }
        return texts;
    }

    /** Returns a text. */
    public Optional<String> find(String name) throws IOException {
        return Optional.ofNullable(all().get(name));
    }

    /** Keeps a text, instead of another of that name. */
    public void keep(String name, String text) throws IOException {
        if (!name.matches("[^\\[\\]\\s]+")) {
            throw new ShellException("a name has no blanks and no brackets: '" + name + "'");
        }
        SortedMap<String, String> texts = all();
        // A line that looked like a name would be one when the file is read.
        texts.put(name, text.strip().replaceAll("(?m)^\\[", " ["));
        write(texts);
    }

    /** Forgets a text; returns whether there was one. */
    public boolean forget(String name) throws IOException {
        SortedMap<String, String> texts = all();
        boolean known = texts.remove(name) != null;
        if (known) {
            write(texts);
        }
        return known;
    }

    private void write(SortedMap<String, String> texts) throws IOException {
        if (file == null) {
            inMemory = texts;
            return;
        }
        StringBuilder all = new StringBuilder();
        texts.forEach((name, text) ->
                all.append('[').append(name).append("]\n").append(text).append("\n\n"));
        Path folder = file.toAbsolutePath().getParent();
        Files.createDirectories(folder);
        Path fresh = Files.createTempFile(folder, file.getFileName().toString(), ".new");
        try {
            Files.write(fresh, all.toString().getBytes(StandardCharsets.UTF_8));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")) {
                // Places that are kept may name secrets.
                Files.setPosixFilePermissions(fresh, PosixFilePermissions.fromString("rw-------"));
            }
            Files.move(fresh, file, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
