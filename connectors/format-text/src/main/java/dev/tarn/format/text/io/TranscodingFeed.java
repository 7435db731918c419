package dev.tarn.format.text.io;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Turns the characters of another character set into UTF-8; what is none of its characters becomes U+FFFD. */
final class TranscodingFeed implements ByteFeed {
    private static final int BLOCK = 64 << 10;
    private static final int LONGEST_CHARACTER = 4;

    private final ByteFeed feed;
    private final CharsetDecoder decoder;
    private final CharsetEncoder encoder = StandardCharsets.UTF_8.newEncoder();
    private final ByteBuffer bytes = ByteBuffer.allocate(BLOCK).limit(0);
    private final CharBuffer characters = CharBuffer.allocate(BLOCK).limit(0);
    private final ByteBuffer pending = ByteBuffer.allocate(BLOCK).limit(0);
    private boolean decoded;

    TranscodingFeed(ByteFeed feed, Charset charset) {
        this.feed = feed;
        this.decoder = charset.newDecoder()
                .onMalformedInput(CodingErrorAction.REPLACE)
                .onUnmappableCharacter(CodingErrorAction.REPLACE);
        encoder.onMalformedInput(CodingErrorAction.REPLACE).onUnmappableCharacter(CodingErrorAction.REPLACE);
    }

    @Override
    public boolean isAtEnd() {
        return decoded && !characters.hasRemaining() && !pending.hasRemaining();
    }

    @Override
    public int read(ByteBuffer target) {
        int before = target.position();
        while (target.hasRemaining() && !isAtEnd()) {
            if (pending.hasRemaining()) {
                int count = Math.min(pending.remaining(), target.remaining());
                target.put(pending.duplicate().limit(pending.position() + count));
                pending.position(pending.position() + count);
            } else if (characters.hasRemaining()) {
                if (target.remaining() >= LONGEST_CHARACTER) {
                    encoder.encode(characters, target, decoded);
                }
                // What is left is a half of a pair, or the target is nearly full.
                if (target.hasRemaining() && characters.hasRemaining()) {
                    pending.clear();
                    encoder.encode(characters, pending, decoded);
                    pending.flip();
                    if (!pending.hasRemaining()) {
                        decode();
                    }
                }
            } else {
                decode();
            }
        }
        return target.position() - before;
    }

    private void decode() {
        bytes.compact();
        int count = feed.read(bytes);
        boolean last = bytes.hasRemaining() && count == 0 || feed.isAtEnd();
        bytes.flip();
        characters.compact();
        decoder.decode(bytes, characters, last);
        if (last && !bytes.hasRemaining()) {
            decoder.flush(characters);
            decoded = true;
        }
        characters.flip();
    }

    @Override
    public void close() {
        feed.close();
    }
}
