package dev.tarn.shell.progress;

import java.util.List;
import org.jline.terminal.Terminal;
import org.jline.utils.AttributedString;
import org.jline.utils.AttributedStyle;
import org.jline.utils.Status;

/** Progress in the bottom line of the terminal. */
public final class StatusLine implements ProgressView {
    private final Terminal terminal;
    private int columns;
    private int rows;

    public StatusLine(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public int width() {
        return terminal.getColumns() - 1;
    }

    @Override
    public void show(String line) {
        Status status = Status.getStatus(terminal, true);
        if (status != null) {
            if (terminal.getColumns() != columns || terminal.getRows() != rows) {
                columns = terminal.getColumns();
                rows = terminal.getRows();
                status.resize();
            }
            status.update(
                    List.of(new AttributedString(line, AttributedStyle.DEFAULT.foreground(AttributedStyle.CYAN))));
            terminal.flush();
        }
    }

    @Override
    public void clear() {
        Status.getExistingStatus(terminal).ifPresent(status -> {
            status.update(List.of());
            terminal.flush();
        });
    }
}
