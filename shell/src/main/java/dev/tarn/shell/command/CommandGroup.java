package dev.tarn.shell.command;

/** What commands are for: the headings of the help, in their order. */
public enum CommandGroup {
    HELP("Help"),
    LOOK("Looking around"),
    RUN("Running statements"),
    RESULT("How results look"),
    FILE("Files"),
    SCRIPT("Scripts and variables"),
    SHELL("The shell");

    private final String title;

    CommandGroup(String title) {
        this.title = title;
    }

    /** Returns the heading. */
    public String title() {
        return title;
    }

    /** Begins the help of a command of this group; {@code name} has no backslash. */
    public CommandHelp.Draft command(String name) {
        return new CommandHelp.Draft(this, name);
    }
}
