package dev.tarn.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** The real shell in a real terminal: a window of tmux without anybody before it. */
final class TmuxShell implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final long MOST_SECONDS = 60;
    private static final long POLL_MILLIS = 50;

    private final String socket = "tarn-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final Path home;
    private final long pid;

    /**
     * Starts a shell and waits for its prompt.
     *
     * @param home where it finds its files, and leaves its history
     */
    TmuxShell(Path home, int width, int height, String... arguments) throws IOException {
        this.home = home;
        List<String> command = new ArrayList<>(List.of(
                "-f",
                "/dev/null",
                "new-session",
                "-d",
                "-x",
                "" + width,
                "-y",
                "" + height,
                "env",
                "HOME=" + home,
                "XDG_STATE_HOME=" + home,
                "XDG_CONFIG_HOME=" + home,
                "TERM=screen-256color",
                "LANG=C.UTF-8",
                "PAGER=less -SRFX",
                "EDITOR=sed -i s/1/2/",
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-XX:+IgnoreUnrecognizedVMOptions",
                "--sun-misc-unsafe-memory-access=allow",
                "--enable-native-access=ALL-UNNAMED",
                "-Duser.home=" + home,
                "-Dtarn.terminals=012",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.tarn.shell.Main"));
        command.addAll(List.of(arguments));
        tmux(command);
        pid = Long.parseLong(
                tmux(List.of("display-message", "-p", "#{pane_pid}")).strip());
        await(">");
    }

    static boolean isInstalled() {
        for (String folder : System.getenv().getOrDefault("PATH", "").split(":", -1)) {
            if (Files.isExecutable(Path.of(folder, "tmux"))) {
                return true;
            }
        }
        return false;
    }

    private String tmux(List<String> arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", socket));
        command.addAll(arguments);
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (!process.waitFor(MOST_SECONDS, TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new IOException("tmux " + arguments.get(0) + ": " + output);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException(e);
        }
        return output;
    }

    /** Types text as it is. */
    TmuxShell type(String text) throws IOException {
        // At the end of an argument a semicolon would end tmux's own command.
        String escaped = text.endsWith(";") ? text.substring(0, text.length() - 1) + "\\;" : text;
        tmux(List.of("send-keys", "-l", escaped));
        return this;
    }

    /** Presses keys, as tmux calls them: {@code Enter}, {@code Tab}, {@code C-c}. */
    TmuxShell press(String... keys) throws IOException {
        List<String> command = new ArrayList<>(List.of("send-keys"));
        command.addAll(List.of(keys));
        tmux(command);
        return this;
    }

    /** Types a line. */
    TmuxShell enter(String line) throws IOException {
        return type(line).press("Enter");
    }

    /** Pastes text as terminals do. */
    void paste(String text) throws IOException {
        Path file = Files.writeString(home.resolve("paste.txt"), text);
        tmux(List.of("load-buffer", file.toString()));
        tmux(List.of("paste-buffer", "-p"));
    }

    void resize(int width, int height) throws IOException {
        tmux(List.of("resize-window", "-x", "" + width, "-y", "" + height));
    }

    void clear() throws IOException {
        press("C-l");
        pause(300);
    }

    /** Returns what stands on the screen. */
    String screen() throws IOException {
        return tmux(List.of("capture-pane", "-p"));
    }

    /** Returns what stands on the screen, with the escape codes of its colours. */
    String colouredScreen() throws IOException {
        return tmux(List.of("capture-pane", "-p", "-e"));
    }

    /** Waits until a text stands on the screen; returns the screen. */
    String await(String text) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        String screen = "";
        while (System.nanoTime() < end) {
            screen = screen();
            if (screen.contains(text)) {
                return screen;
            }
            pause(POLL_MILLIS);
        }
        throw new AssertionError("'" + text + "' did not come; the screen was:\n" + screen);
    }

    static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the shell's process is gone. */
    boolean awaitEnd(long seconds) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (System.nanoTime() < end) {
            if (ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()) {
                return true;
            }
            pause(POLL_MILLIS);
        }
        return false;
    }

    /** Takes the terminal away from the shell, as a lost connection does. */
    @Override
    public void close() {
        try {
            tmux(List.of("kill-server"));
        } catch (IOException e) {
            // The shell has ended, and tmux with it.
            assert e != null;
        }
    }
}
