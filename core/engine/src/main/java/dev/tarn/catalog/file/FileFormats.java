package dev.tarn.catalog.file;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition.InFile;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FileFormat;
import dev.tarn.spi.format.Recognition;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The file formats there are, and which of them a file or a definition means. Immutable. */
public final class FileFormats {
    private static final Set<String> COMPRESSION_ENDINGS =
            Set.of(".gz", ".gzip", ".bz2", ".zst", ".zstd", ".lz4", ".snappy", ".sz", ".deflate", ".zlib", ".zz");
    /** Words of STORED AS for which a format may have another name. */
    private static final Map<String, List<String>> OTHER_NAMES =
            Map.of("JSONFILE", List.of("JSON"), "TEXTFILE", List.of("TEXT", "CSV"));

    private final List<FileFormat> formats;

    FileFormats(Collection<FileFormat> formats) {
        this.formats = List.copyOf(formats);
    }

    /** Returns all formats in the order of their names. */
    public List<FileFormat> all() {
        return formats.stream()
                .sorted((left, right) -> left.name().compareTo(right.name()))
                .toList();
    }

    /** Returns the format that STORED AS {@code word} means, regardless of case. */
    public Optional<FileFormat> named(String word) {
        String upper = word.toUpperCase(Locale.ROOT);
        return first(format -> format.name().equals(upper))
                .or(() -> first(
                        format -> OTHER_NAMES.getOrDefault(upper, List.of()).contains(format.name())));
    }

    /**
     * Returns the format of this name, regardless of case.
     *
     * @throws TarnException NOT_SUPPORTED if there is none
     */
    public FileFormat require(String name) {
        return named(name)
                .orElseThrow(() -> new TarnException(
                        ErrorCode.NOT_SUPPORTED,
                        "files stored as " + name + " are not supported; the formats are " + names()));
    }

    /** Returns the format that a SerDe's class belongs to. */
    public Optional<FileFormat> ofSerde(String className) {
        return first(format -> format.serdes().contains(className));
    }

    /** Returns the class names of all SerDes in order. */
    public List<String> serdes() {
        Set<String> all = new TreeSet<>();
        formats.forEach(format -> all.addAll(format.serdes()));
        return List.copyOf(all);
    }

    private Optional<FileFormat> first(Predicate<FileFormat> condition) {
        return formats.stream().filter(condition).findFirst();
    }

    /** Returns whether a format claims a file of this name. */
    boolean claimsAny(String fileName) {
        return !claiming(fileName).isEmpty();
    }

    /**
     * Returns the format of a file, by its name or, where that says nothing, by how it begins.
     *
     * @param head reads the file's first bytes
     * @throws TarnException NOT_SUPPORTED if there is none, or several of which none is more likely
     */
    FileFormat of(FileEntry file, Supplier<byte[]> head) {
        List<FileFormat> claiming = claiming(nameOf(file.location()));
        return claiming.isEmpty()
                ? recognized(file, head.get())
                : only(claiming, file, "its name's ending is known to");
    }

    /** Returns the name of a file, without what an address of the web has behind it. */
    private static String nameOf(Location location) {
        String name = location.name();
        int query = location.scheme().startsWith("http") ? name.indexOf('?') : -1;
        return query < 0 ? name : name.substring(0, query);
    }

    private List<FileFormat> claiming(String fileName) {
        List<FileFormat> whole =
                formats.stream().filter(format -> format.claims(fileName)).toList();
        String plain = withoutCompression(fileName);
        return !whole.isEmpty() || plain.equals(fileName)
                ? whole
                : formats.stream().filter(format -> format.claims(plain)).toList();
    }

    /** Returns a file's name without an ending that says how it is compressed. */
    static String withoutCompression(String fileName) {
        int dot = fileName.lastIndexOf('.');
        boolean compressed =
                dot > 0 && COMPRESSION_ENDINGS.contains(fileName.substring(dot).toLowerCase(Locale.ROOT));
        return compressed ? fileName.substring(0, dot) : fileName;
    }

    private FileFormat recognized(FileEntry file, byte[] head) {
        Recognition strongest = Recognition.NO;
        for (FileFormat format : formats) {
            Recognition recognition = format.recognizes(head);
            strongest = recognition.compareTo(strongest) > 0 ? recognition : strongest;
        }
        if (strongest == Recognition.NO) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    InFile.of(file.location().text()),
                    "neither the name's ending nor the first bytes tell a format; the formats are " + names());
        }
        Recognition wanted = strongest;
        return only(
                formats.stream()
                        .filter(format -> format.recognizes(head) == wanted)
                        .toList(),
                file,
                "its first bytes are like those of");
    }

    private static FileFormat only(List<FileFormat> found, FileEntry file, String why) {
        if (found.size() > 1) {
            throw new TarnException(
                    ErrorCode.NOT_SUPPORTED,
                    InFile.of(file.location().text()),
                    "the file's format is ambiguous: " + why + " "
                            + found.stream().map(FileFormat::name).sorted().collect(Collectors.joining(" and "))
                            + "; declare a table that says STORED AS");
        }
        return found.get(0);
    }

    /** Returns the names of all formats, as a message lists them. */
    public String names() {
        return all().stream().map(FileFormat::name).collect(Collectors.joining(", "));
    }
}
