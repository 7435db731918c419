package dev.tarn.catalog.write;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.tarn.spi.metastore.WriteId;
import dev.tarn.spi.metastore.WriteRecord;
import dev.tarn.spi.metastore.WriteRequest;
import dev.tarn.spi.metastore.WriteState;
import dev.tarn.spi.metastore.WriterProcess;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class WriterProcessesTest {
    private static final Instant NOW = Instant.parse("2024-05-06T07:08:09Z");

    private static WriteRecord write(WriterProcess process, Duration silence) {
        return new WriteRecord(
                new WriteId("00000000", 1),
                WriteState.OPEN,
                new WriteRequest("INSERT", null, "/x", process),
                "ana",
                NOW.minus(Duration.ofDays(3)),
                NOW.minus(silence),
                null);
    }

    private static long endedProcess() throws Exception {
        Process process = new ProcessBuilder(System.getProperty("java.home") + "/bin/java", "-version")
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        process.waitFor();
        return process.pid();
    }

    @Test
    void aProcessThatRunsIsNotGone() {
        WriterProcess self = WriterProcesses.current();
        assertEquals(ProcessHandle.current().pid(), self.id());
        assertFalse(WriterProcesses.hasEnded(self));
        assertFalse(WriterProcesses.isGone(write(self, Duration.ofMinutes(50)), NOW));
    }

    @Test
    void aProcessThatEndedIsGoneAtOnceWhereItsIdMeansSomething() throws Exception {
        WriterProcess self = WriterProcesses.current();
        Assumptions.assumeTrue(self.processSpace() != null, "only Linux tells whose process ids these are");
        long ended = endedProcess();
        WriterProcess here = new WriterProcess(self.host(), self.processSpace(), ended, NOW);
        assertTrue(WriterProcesses.isGone(write(here, Duration.ZERO), NOW));
        WriterProcess sameIdEarlier =
                new WriterProcess(self.host(), self.processSpace(), self.id(), NOW.minus(Duration.ofDays(9999)));
        assertTrue(WriterProcesses.isGone(write(sameIdEarlier, Duration.ZERO), NOW));
    }

    @Test
    void aHostOfTheSameNameIsNotTheSameMachine() throws Exception {
        WriterProcess self = WriterProcesses.current();
        long ended = endedProcess();
        for (String space : new String[] {null, "another boot pid:[4026531836]", self.processSpace() + "1"}) {
            WriterProcess elsewhere = new WriterProcess(self.host(), space, ended, NOW);
            assertFalse(WriterProcesses.isGone(write(elsewhere, Duration.ofMinutes(59)), NOW));
            assertTrue(WriterProcesses.isGone(write(elsewhere, Duration.ofMinutes(61)), NOW));
        }
    }
}
