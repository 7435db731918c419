package dev.tarn.format.text.io;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.format.FormatOptions;
import dev.tarn.spi.split.ScanMetrics;
import dev.tarn.spi.storage.InputFile;
import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.Arrays;

/**
 * How a file begins.
 *
 * @param layout how the file's bytes are its content; the content begins after a byte order mark
 * @param bytes the first bytes of the content in UTF-8, without a byte order mark
 * @param isWhole whether that is all there is
 */
public record TextHead(TextLayout layout, byte[] bytes, boolean isWhole) {
    /** The property that names the character set, as Hive has it. */
    public static final String ENCODING = "serialization.encoding";

    private static final int SIGNATURE_BYTES = 4096;
    private static final int RATIO = 4;

    /**
     * Reads how a file begins. Blocks.
     *
     * @param sampleBytes how many bytes of content to read at most
     * @throws TarnException HIVE_BAD_DATA if its compression is broken, INVALID_PROPERTY for an encoding that is not known
     */
    public static TextHead read(InputFile file, FormatOptions options, int sampleBytes, ScanMetrics metrics) {
        long size = file.entry().sizeBytes();
        byte[] stored = new byte[(int) Math.min(size, sampleBytes)];
        if (stored.length > 0) {
            metrics.readRequests.increment();
            metrics.bytesRead.add(stored.length);
            file.read(0, ByteBuffer.wrap(stored));
        }
        String name = file.entry().location().name();
        Compression compression = Compression.detect(name, stored, Math.min(stored.length, SIGNATURE_BYTES));
        byte[] first = stored;
        boolean whole = stored.length == size;
        if (compression != Compression.NONE) {
            ByteBuffer content = ByteBuffer.allocate(sampleBytes);
            try (ByteFeed feed = compression.open(new HeadFile(file, stored), stored.length, metrics)) {
                feed.read(content);
                whole = feed.isAtEnd() || content.hasRemaining();
            }
            first = Arrays.copyOf(content.array(), content.position());
        }
        return decode(file, options, compression, first, whole);
    }

    private static TextHead decode(
            InputFile file, FormatOptions options, Compression compression, byte[] first, boolean whole) {
        Charset charset = charset(options, first);
        int mark = byteOrderMark(charset, first);
        byte[] bytes;
        if (charset.equals(StandardCharsets.UTF_8)) {
            bytes = mark == 0 ? first : Arrays.copyOfRange(first, mark, first.length);
        } else {
            bytes = new String(first, mark, first.length - mark, charset).getBytes(StandardCharsets.UTF_8);
            // U+FEFF is three bytes once it is UTF-8, and may have been half a character at the end of the sample.
            mark = mark == 0 ? 0 : 3;
        }
        TextLayout layout = new TextLayout(compression, charset, file.entry().sizeBytes(), mark, 0);
        return new TextHead(layout, bytes, whole);
    }

    private static Charset charset(FormatOptions options, byte[] first) {
        String name = options.property(ENCODING).orElse(null);
        if (name == null) {
            return startsWith(first, 0xFF, 0xFE)
                    ? StandardCharsets.UTF_16LE
                    : startsWith(first, 0xFE, 0xFF) ? StandardCharsets.UTF_16BE : StandardCharsets.UTF_8;
        }
        try {
            Charset charset = Charset.forName(name);
            return charset.equals(StandardCharsets.US_ASCII) ? StandardCharsets.UTF_8 : charset;
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            throw new TarnException(
                    ErrorCode.INVALID_PROPERTY,
                    ENCODING + " is '" + name
                            + "', which is no character set that is known; UTF-8 and ISO-8859-1 are two",
                    e);
        }
    }

    private static int byteOrderMark(Charset charset, byte[] first) {
        if (charset.equals(StandardCharsets.UTF_8)) {
            return startsWith(first, 0xEF, 0xBB, 0xBF) ? 3 : 0;
        }
        boolean marked = charset.equals(StandardCharsets.UTF_16LE) && startsWith(first, 0xFF, 0xFE)
                || charset.equals(StandardCharsets.UTF_16BE) && startsWith(first, 0xFE, 0xFF);
        return marked ? 2 : 0;
    }

    private static boolean startsWith(byte[] bytes, int... expected) {
        for (int i = 0; i < expected.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != expected[i]) {
                return false;
            }
        }
        return true;
    }

    /**
     * Returns the layout of the file when its records begin {@code headerBytes} after the begin of {@link #bytes}.
     *
     * @param partBytes the size of the parts that can be read by themselves, or 0 if it is to be one part
     */
    public TextLayout layout(long headerBytes, long partBytes) {
        return new TextLayout(
                layout.compression(),
                layout.charset(),
                layout.sizeBytes(),
                layout.contentStart() + headerBytes,
                partBytes);
    }

    /** Returns roughly how many bytes of content the file has. */
    public long estimateContentBytes() {
        if (isWhole) {
            return bytes.length;
        }
        return layout.compression() == Compression.NONE ? layout.sizeBytes() : layout.sizeBytes() * RATIO;
    }

    /** Returns roughly how many records the file has, if the sample has {@code records} in {@code recordBytes} bytes. */
    public long estimateRows(long records, long recordBytes) {
        if (isWhole || records == 0) {
            return records;
        }
        return Math.max(records, (long) ((double) estimateContentBytes() / Math.max(1, recordBytes) * records));
    }
}
