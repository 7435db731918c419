package dev.tarn.spi.storage.remote;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.storage.FileEntry;
import dev.tarn.spi.storage.Location;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DiskCacheTest {
    private static final int RANGE = 10_000;

    @TempDir
    Path folder;

    private static FileEntry file(String version) {
        return new FileEntry(new Location("s3://bucket/key"), 1 << 30, 0, version);
    }

    private static byte[] bytes(int seed) {
        byte[] bytes = new byte[RANGE];
        Arrays.fill(bytes, (byte) seed);
        return bytes;
    }

    private static void write(DiskCache cache, int number) {
        cache.write(file("one"), (long) number * RANGE, ByteBuffer.wrap(bytes(number)));
    }

    private static boolean holds(DiskCache cache, int number) {
        ByteBuffer target = ByteBuffer.allocate(RANGE);
        boolean found = cache.read(file("one"), (long) number * RANGE, target);
        if (found) {
            assertArrayEquals(bytes(number), target.array());
        } else {
            assertEquals(0, target.position());
        }
        return found;
    }

    private long bytesOnDisk() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.mapToLong(file -> file.toFile().length()).sum();
        }
    }

    @Test
    void holdsNoMoreThanItsLimitAndDropsWhatWasUsedLongestAgo() throws IOException {
        DiskCache cache = new DiskCache(folder, 5 * RANGE);
        for (int i = 0; i < 5; i++) {
            write(cache, i);
            setAge(100 - i);
        }
        assertTrue(holds(cache, 0));
        for (int i = 5; i < 8; i++) {
            write(cache, i);
            assertTrue(bytesOnDisk() <= 5 * RANGE);
        }
        assertTrue(holds(cache, 0));
        assertFalse(holds(cache, 1));
        assertTrue(holds(cache, 7));
        cache.write(file("one"), 0, ByteBuffer.allocate(6 * RANGE));
        cache.write(file("one"), 0, ByteBuffer.allocate(10));
        assertFalse(cache.read(file("one"), 0, ByteBuffer.allocate(6 * RANGE)));
        assertFalse(cache.read(file("one"), 0, ByteBuffer.allocate(10)));
        assertTrue(holds(cache, 7));
    }

    /** Makes the file that was written last some seconds older than it is. */
    private void setAge(int seconds) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                FileTime now = Files.getLastModifiedTime(file);
                if (now.toMillis() > System.currentTimeMillis() - 5_000) {
                    Files.setLastModifiedTime(file, FileTime.fromMillis(now.toMillis() - seconds * 1_000L));
                }
            }
        }
    }

    @Test
    void aRangeOfAnotherVersionOrLengthIsAnother() {
        DiskCache cache = new DiskCache(folder, 5 * RANGE);
        write(cache, 1);
        assertFalse(cache.read(file("two"), RANGE, ByteBuffer.allocate(RANGE)));
        assertFalse(cache.read(file("one"), RANGE, ByteBuffer.allocate(RANGE - 1)));
        assertTrue(holds(cache, 1));
    }

    @Test
    void anotherProcessFindsTheRangesAndLowersTheLimit() throws IOException {
        DiskCache cache = new DiskCache(folder, 5 * RANGE);
        for (int i = 0; i < 4; i++) {
            write(cache, i);
            setAge(100 - i);
        }
        DiskCache other = new DiskCache(folder, 2 * RANGE);
        assertEquals(2 * RANGE, bytesOnDisk());
        assertTrue(holds(other, 3) && holds(other, 2));
        assertFalse(holds(other, 1) || holds(other, 0));
        assertFalse(holds(cache, 0));
    }

    @Test
    void processesThatShareAFolderSeeWhatTheOthersWrite() throws IOException {
        List<DiskCache> caches = List.of(new DiskCache(folder, 10 * RANGE), new DiskCache(folder, 10 * RANGE));
        for (int i = 0; i < 60; i++) {
            write(caches.get(i % 2), i);
            assertTrue(bytesOnDisk() <= 12 * RANGE, "" + bytesOnDisk());
        }
    }

    @Test
    void aRangeThatWasSpoiledIsNotBelieved() throws IOException {
        DiskCache cache = new DiskCache(folder, 5 * RANGE);
        write(cache, 1);
        try (Stream<Path> files = Files.list(folder)) {
            Files.write(files.findFirst().orElseThrow(), new byte[10]);
        }
        assertFalse(holds(cache, 1));
        write(cache, 1);
        assertTrue(holds(cache, 1));
    }

    @Test
    void whatACrashHasLeftHalfWrittenIsClearedAway() throws IOException {
        Path old = Files.write(folder.resolve("part1.tmp"), new byte[9]);
        Files.setLastModifiedTime(old, FileTime.fromMillis(System.currentTimeMillis() - 7_200_000));
        Path young = Files.write(folder.resolve("part2.tmp"), new byte[9]);
        Path foreign = Files.write(folder.resolve("notes.txt"), new byte[9]);
        assertFalse(holds(new DiskCache(folder, 5 * RANGE), 1));
        assertFalse(Files.exists(old));
        assertTrue(Files.exists(young) && Files.exists(foreign));
    }

    @Test
    void aFolderThatCannotBeIsRefused() throws IOException {
        Path file = Files.write(folder.resolve("file"), new byte[1]);
        TarnException failure = assertThrows(TarnException.class, () -> new DiskCache(file.resolve("x"), 100));
        assertEquals(ErrorCode.INVALID_PROPERTY, failure.code());
    }
}
