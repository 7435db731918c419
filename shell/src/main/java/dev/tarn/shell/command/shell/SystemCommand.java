package dev.tarn.shell.command.shell;

import static dev.tarn.shell.command.CommandGroup.SHELL;

import dev.tarn.shell.command.Call;
import dev.tarn.shell.command.Command;
import dev.tarn.shell.session.ShellException;
import dev.tarn.shell.session.ShellSession;
import java.io.IOException;
import java.nio.charset.Charset;

/** Runs a program. */
final class SystemCommand extends Command {
    SystemCommand() {
        super(SHELL.command("!")
                .also("shell", "system")
                .takes("command")
                .does("runs a command of the operating system")
                .example("\\! ls"));
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
