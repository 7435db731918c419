package dev.tarn.shell.script;

import java.util.ArrayDeque;
import java.util.Deque;

/** Which parts of a script count, between its {@code \if} and {@code \endif}. One thread. */
public final class Conditions {
    private final Deque<Branch> branches = new ArrayDeque<>();

    private record Branch(boolean isOuterActive, boolean isActive, boolean wasTaken, boolean isElse) {}

    /** Returns whether what comes next counts. */
    public boolean isActive() {
        return branches.isEmpty() || branches.peek().isActive;
    }

    /** Returns whether another branch of the innermost condition may count, if its own condition is true. */
    public boolean mayTurn() {
        return !branches.isEmpty() && branches.peek().isOuterActive && !branches.peek().wasTaken;
    }

    /** Begins a condition within those that have begun. */
    public void begin(boolean condition) {
        boolean outer = isActive();
        branches.push(new Branch(outer, outer && condition, condition, false));
    }

    /** Begins another branch; returns false where there is none that it could belong to. */
    public boolean otherwise(boolean condition, boolean isElse) {
        if (branches.isEmpty() || branches.peek().isElse) {
            return false;
        }
        Branch branch = branches.pop();
        boolean active = branch.isOuterActive && !branch.wasTaken && condition;
        branches.push(new Branch(branch.isOuterActive, active, branch.wasTaken || condition, isElse));
        return true;
    }

    /** Ends the innermost condition; returns false if there is none. */
    public boolean end() {
        return branches.poll() != null;
    }

    /** Returns whether a condition has begun that has not ended. */
    public boolean isOpen() {
        return !branches.isEmpty();
    }

    /** Forgets all conditions. */
    public void clear() {
        branches.clear();
    }
}
