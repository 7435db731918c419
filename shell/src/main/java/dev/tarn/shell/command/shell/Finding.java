package dev.tarn.shell.command.shell;

import java.util.List;
import java.util.Locale;

/**
 * One thing that the doctor looked at.
 *
 * @param what what it is
 * @param outcome whether it is well
 * @param text what was found
 * @param cure what would help; empty where nothing needs help
 */
record Finding(String what, Outcome outcome, String text, String cure) {
    /** Whether something is well. */
    enum Outcome {
        OK,
        /** It works, but something may surprise. */
        WARN,
        FAIL
    }

    static Finding ok(String what, String text) {
        return new Finding(what, Outcome.OK, text, "");
    }

    static Finding warn(String what, String text, String cure) {
        return new Finding(what, Outcome.WARN, text, cure);
    }

    static Finding fail(String what, String text, String cure) {
        return new Finding(what, Outcome.FAIL, text, cure);
    }

    /** Returns a finding that is well if {@code isGood}, and else has a cure. */
    static Finding of(String what, boolean isGood, String text, String cure) {
        return isGood ? ok(what, text) : fail(what, text, cure);
    }

    List<String> row() {
        return List.of(what, outcome.name().toLowerCase(Locale.ROOT), text, cure);
    }
}
