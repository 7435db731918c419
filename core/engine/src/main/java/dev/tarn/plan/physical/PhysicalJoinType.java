package dev.tarn.plan.physical;

/** Which rows a join gives. The probe side streams, the build side is held in memory. */
public enum PhysicalJoinType {
    INNER("inner"),
    /** Probe rows without a match come with NULLs. */
    PROBE_OUTER("outer"),
    /** Build rows without a match come with NULLs. */
    BUILD_OUTER("build outer"),
    FULL_OUTER("full outer"),
    PROBE_SEMI("semi"),
    PROBE_ANTI("anti"),
    /** NOT IN. */
    PROBE_NULL_AWARE_ANTI("null-aware anti"),
    /** Probe rows with a BOOLEAN: whether there is a match. */
    MARK_EXISTS("mark"),
    /** Probe rows with a BOOLEAN: the value of IN, NULL included. */
    MARK_IN("mark in"),
    BUILD_SEMI("build semi"),
    BUILD_ANTI("build anti");

    private final String text;

    PhysicalJoinType(String text) {
        this.text = text;
    }

    /** Returns what EXPLAIN calls it. */
    public String text() {
        return text;
    }

    /** Returns whether a probe row without a match reaches no output, so that the probe's scans may drop it. */
    public boolean dropsUnmatchedProbe() {
        return this == INNER || this == BUILD_OUTER || this == PROBE_SEMI || isBuildOnly();
    }

    /** Returns whether only build rows are given. */
    public boolean isBuildOnly() {
        return this == BUILD_SEMI || this == BUILD_ANTI;
    }

    /** Returns whether the output has a BOOLEAN at its end. */
    public boolean isMark() {
        return this == MARK_EXISTS || this == MARK_IN;
    }

    /** Returns whether the output has no build columns. */
    public boolean isProbeOnly() {
        return this == PROBE_SEMI || this == PROBE_ANTI || this == PROBE_NULL_AWARE_ANTI || isMark();
    }
}
