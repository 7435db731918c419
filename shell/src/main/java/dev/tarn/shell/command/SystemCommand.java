package dev.tarn.shell.command;

import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;

/** Runs a program. */
final class SystemCommand implements Command {
    @Override
    public String name() {
        return "!";
    }

    @Override
    public List<String> aliases() {
        return List.of("shell", "system");
    }

    @Override
    public Group group() {
        return Group.SHELL;
    }

    @Override
    public String usage() {
        return "command";
    }

    @Override
    public String summary() {
        return "runs a command of the operating system";
    }

    @Override
    public String example() {
        return "\\! ls";
    }

    @Override
    public void run(Call call, ShellSession session) throws IOException {
        session.refuseIfSafe("a command of the operating system");
        session.output().flush();
        Process process = new ProcessBuilder("sh", "-c", call.arguments().from(0))
                .redirectErrorStream(true)
                .start();
        process.getOutputStream().close();
        session.output().print(new String(process.getInputStream().readAllBytes(), Charset.defaultCharset()));
        try {
            if (process.waitFor() != 0) {
                throw new ShellException("the command ended with status " + process.exitValue());
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroy();
        }
    }
}
