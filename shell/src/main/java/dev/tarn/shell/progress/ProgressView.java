package dev.tarn.shell.progress;

/** Where progress is shown. Called by one thread at a time. */
public interface ProgressView {
    /** Shows nothing. */
    ProgressView NONE = new ProgressView() {
        @Override
        public int width() {
            return 0;
        }

        @Override
        public void show(String line) {
            // Nobody looks.
        }

        @Override
        public void clear() {
            // There is nothing to take away.
        }
    };

    /** Returns how many columns a line may take. */
    int width();

    /** Shows a line in the place of the one before. */
    void show(String line);

    /** Takes the line away. */
    void clear();
}
