package dev.tarn.format.text.io;

import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/** Inflates gzip (RFC 1952) of one member or several, zlib (RFC 1950) or raw deflate (RFC 1951), checking checksums. */
final class InflateFeed implements ByteFeed {
    private static final int FLAG_HEADER_CRC = 2;
    private static final int FLAG_EXTRA = 4;
    private static final int FLAG_NAME = 8;
    private static final int FLAG_COMMENT = 16;

    private final FileStream input;
    private final Compression compression;
    private final String path;
    private final Inflater inflater;
    private final CRC32 checksum = new CRC32();
    /** How many bytes the inflater was given that are not taken from the input yet. */
    private int given;

    private boolean inMember;
    private boolean atEnd;

    InflateFeed(FileStream input, Compression compression, String path) {
        this.input = input;
        this.compression = compression;
        this.path = path;
        this.inflater = new Inflater(compression != Compression.ZLIB);
        this.inMember = compression != Compression.GZIP;
    }

    @Override
    public boolean isAtEnd() {
        return atEnd;
    }

    @Override
    public int read(ByteBuffer target) {
        int before = target.position();
        try {
            while (target.hasRemaining() && !atEnd) {
                if (!inMember) {
                    beginMember();
                } else {
                    inflate(target);
                }
            }
        } catch (DataFormatException e) {
            throw StreamFeed.broken(compression, path, e);
        }
        return target.position() - before;
    }

    private void inflate(ByteBuffer target) throws DataFormatException {
        int start = target.position();
        int count = inflater.inflate(target);
        if (count > 0 && compression == Compression.GZIP) {
            checksum.update(target.duplicate().limit(start + count).position(start));
        }
        if (inflater.finished()) {
            endMember();
        } else if (count == 0) {
            input.take(consumedOfGiven());
            ByteBuffer fed = input.peek();
            if (!fed.hasRemaining()) {
                throw new DataFormatException("it ends too early");
            }
            inflater.setInput(fed.array(), fed.position(), fed.remaining());
            given = fed.remaining();
        }
    }

    private int consumedOfGiven() {
        int consumed = given - inflater.getRemaining();
        given = inflater.getRemaining();
        return consumed;
    }

    private void beginMember() throws DataFormatException {
        if (input.isAtEnd() || skipsPadding()) {
            atEnd = true;
            return;
        }
        if (need() != 0x1F || need() != 0x8B || need() != 8) {
            throw new DataFormatException("what follows is no gzip member");
        }
        int flags = need();
        skip(6);
        if ((flags & FLAG_EXTRA) != 0) {
            skip(need() | need() << 8);
        }
        if ((flags & FLAG_NAME) != 0) {
            skipText();
        }
        if ((flags & FLAG_COMMENT) != 0) {
            skipText();
        }
        if ((flags & FLAG_HEADER_CRC) != 0) {
            skip(2);
        }
        inflater.reset();
        checksum.reset();
        given = 0;
        inMember = true;
    }

    /** Zeros after the last member are padding, as tapes and some tools write it. */
    private boolean skipsPadding() {
        ByteBuffer bytes = input.peek();
        while (bytes.hasRemaining() && bytes.get(bytes.position()) == 0) {
            int zeros = 0;
            while (bytes.hasRemaining() && bytes.get(bytes.position()) == 0) {
                bytes.get();
                zeros++;
            }
            input.take(zeros);
            bytes = input.peek();
        }
        return !bytes.hasRemaining();
    }

    private void endMember() throws DataFormatException {
        input.take(consumedOfGiven());
        if (compression != Compression.GZIP) {
            atEnd = true;
            return;
        }
        int expected = need() | need() << 8 | need() << 16 | need() << 24;
        int length = need() | need() << 8 | need() << 16 | need() << 24;
        if (expected != (int) checksum.getValue() || length != (int) inflater.getBytesWritten()) {
            throw new DataFormatException("a checksum does not match");
        }
        inMember = false;
        if (input.isAtEnd()) {
            atEnd = true;
        }
    }

    private int need() throws DataFormatException {
        int value = input.read();
        if (value < 0) {
            throw new DataFormatException("it ends too early");
        }
        return value;
    }

    private void skip(int count) throws DataFormatException {
        for (int i = 0; i < count; i++) {
            need();
        }
    }

    private void skipText() throws DataFormatException {
        while (need() != 0) {
            // The text ends with a zero.
        }
    }

    @Override
    public void close() {
        inflater.end();
    }
}
