package dev.tarn.shell;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output of a process that ends without a word when nobody reads it any more, as {@code | head} does: with the
 * status that programs have which the signal of a broken pipe ends. Other errors are thrown.
 */
final class StandardOutput extends FilterOutputStream {
    /** 128 and the number of SIGPIPE. */
    static final int NOBODY_READS = 141;

    StandardOutput() {
        super(new FileOutputStream(FileDescriptor.out));
    }

    @Override
    public void write(int value) throws IOException {
        write(new byte[] {(byte) value}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int count) throws IOException {
        OutputStream target = out;
        try {
            target.write(bytes, from, count);
        } catch (IOException e) {
            if ("Broken pipe".equals(e.getMessage())) {
                System.exit(NOBODY_READS);
            }
            throw e;
        }
    }
}
