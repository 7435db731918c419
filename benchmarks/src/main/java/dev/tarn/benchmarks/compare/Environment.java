package dev.tarn.benchmarks.compare;

import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Where figures were measured, and with what: without it they say nothing. */
final class Environment {
    private Environment() {}

    /** Returns machine, JVM, commit and command, by name. */
    static Map<String, String> describe(List<String> arguments, Path home, String duckDbVersion) {
        Map<String, String> facts = new LinkedHashMap<>();
        facts.put("command", "benchmarks/compare " + String.join(" ", arguments));
        facts.put("commit", commit(home));
        facts.put("machine", processor() + ", " + Runtime.getRuntime().availableProcessors() + " processors");
        facts.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
        facts.put("jdk", System.getProperty("java.vm.name") + " " + Runtime.version());
        facts.put(
                "jvm options",
                ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                        .filter(option -> !option.startsWith("-D"))
                        .collect(Collectors.joining(" ")));
        facts.put("duckdb", duckDbVersion);
        return facts;
    }

    private static String processor() {
        Path cpuInfo = Path.of("/proc/cpuinfo");
        if (!Files.isReadable(cpuInfo)) {
            return System.getProperty("os.arch");
        }
        try (Stream<String> lines = Files.lines(cpuInfo)) {
            return lines.filter(line -> line.startsWith("model name"))
                    .map(line -> line.substring(line.indexOf(':') + 1).strip())
                    .findFirst()
                    .orElse(System.getProperty("os.arch"));
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }

    private static String commit(Path home) {
        String commit = git(home, "rev-parse", "--short", "HEAD");
        boolean changed =
                !git(home, "status", "--porcelain", "--untracked-files=no").isEmpty();
        return changed ? commit + " with changes" : commit;
    }

    private static String git(Path home, String... arguments) {
        List<String> command =
                Stream.concat(Stream.of("git"), Stream.of(arguments)).toList();
        try {
            Process process = new ProcessBuilder(command)
                    .directory(home.toFile())
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            try (InputStream out = process.getInputStream()) {
                return new String(out.readAllBytes(), StandardCharsets.UTF_8).strip();
            }
        } catch (IOException e) {
            return "unknown (" + e.getMessage() + ")";
        }
    }
}
