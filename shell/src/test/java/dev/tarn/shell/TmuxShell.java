package dev.tarn.shell;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** The real shell in a real terminal: a window of tmux without anybody before it. */
final class TmuxShell implements AutoCloseable {
    private static final AtomicInteger COUNT = new AtomicInteger();
    /** Generous: builds may run beside the tests. */
    private static final long MOST_SECONDS = 150;

    private static final long POLL_MILLIS = 50;
    private static final int STILL_POLLS = 6;

    private final String socket = "tarn-test-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
    private final Path home;
    private long pid;

    private TmuxShell(Path home) {
        this.home = home;
    }

    /**
     * Starts a shell and waits for its prompt.
     *
     * @param home where it finds its files, leaves its history, and has a folder {@code tmp} for temporary files
     */
    TmuxShell(Path home, int width, int height, String... arguments) throws IOException {
        this(home);
        List<String> command = shellCommand(home);
        command.addAll(List.of(arguments));
        start(width, height, command);
        await(">");
    }

    /** Starts bash, and a shell in it as a job, and waits for its prompt. */
    static TmuxShell inBash(Path home, int width, int height) throws IOException {
        TmuxShell shell = new TmuxShell(home);
        String line = shellCommand(home).stream()
                .map(word -> "'" + word.replace("'", "'\\''") + "'")
                .collect(Collectors.joining(" "));
        Path script = Files.writeString(home.resolve("run.sh"), "exec " + line + "\n");
        shell.start(width, height, new ArrayList<>(List.of("env", "PS1=bash-ready:", "bash", "--norc", "--noprofile")));
        shell.await("bash-ready:");
        shell.enter("sh " + script).await("default>");
        return shell;
    }

    private static List<String> shellCommand(Path home) throws IOException {
        Path temporary = Files.createDirectories(home.resolve("tmp"));
        return new ArrayList<>(List.of(
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
                "-Djava.io.tmpdir=" + temporary,
                "-Dtarn.terminals=012",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                "dev.tarn.shell.Main"));
    }

    private void start(int width, int height, List<String> shell) throws IOException {
        List<String> command =
                new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d", "-x", "" + width, "-y", "" + height));
        command.addAll(shell);
        tmux(command);
        tmux(List.of("set-option", "-s", "escape-time", "0"));
        pid = Long.parseLong(
                tmux(List.of("display-message", "-p", "#{pane_pid}")).strip());
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

    /** Empties the screen, and waits until the prompt alone is on it. */
    void clear() throws IOException {
        press("C-l");
        await(
                "an empty screen",
                screen -> screen.strip().endsWith(">") && !screen.strip().contains("\n"));
    }

    /** Returns what stands on the screen. */
    String screen() throws IOException {
        return tmux(List.of("capture-pane", "-p"));
    }

    /** Returns what stands on the screen, with the escape codes of its colours. */
    String colouredScreen() throws IOException {
        return tmux(List.of("capture-pane", "-p", "-e"));
    }

    /** Returns the coloured screen once it stays as it is for a moment. */
    String settledScreen() throws IOException {
        String before = "";
        String screen = colouredScreen();
        for (int same = 0; same < STILL_POLLS; same = screen.equals(before) ? same + 1 : 0) {
            before = screen;
            pause(POLL_MILLIS);
            screen = colouredScreen();
        }
        return screen;
    }

    /** Returns the column of the cursor, counted from 0. */
    int cursorColumn() throws IOException {
        return Integer.parseInt(
                tmux(List.of("display-message", "-p", "#{cursor_x}")).strip());
    }

    /** Waits until a text stands on the screen; returns the screen. */
    String await(String text) throws IOException {
        return await("'" + text + "'", screen -> screen.contains(text));
    }

    /** Waits until a text stands on the screen no more. */
    void awaitGone(String text) throws IOException {
        await("the end of '" + text + "'", screen -> !screen.contains(text));
    }

    /** Waits until the screen is as it is to be; returns it. */
    String await(String what, Predicate<String> condition) throws IOException {
        return poll(what, this::screen, condition);
    }

    /** Waits until a text with escape codes stands on the screen. */
    void awaitColoured(String text) throws IOException {
        poll("'" + text + "'", this::colouredScreen, screen -> screen.contains(text));
    }

    /** Waits until the cursor is at a column. */
    void awaitColumn(int column) throws IOException {
        poll("the cursor at " + column, () -> "" + cursorColumn(), found -> found.equals("" + column));
    }

    @FunctionalInterface
    private interface Look {
        String look() throws IOException;
    }

    private static String poll(String what, Look look, Predicate<String> condition) throws IOException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        String seen = "";
        while (System.nanoTime() < end) {
            seen = look.look();
            if (condition.test(seen)) {
                return seen;
            }
            pause(POLL_MILLIS);
        }
        throw new AssertionError(what + " did not come; there was:\n" + seen);
    }

    private static void pause(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until the shell's process is gone. */
    boolean awaitEnd() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(MOST_SECONDS);
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
