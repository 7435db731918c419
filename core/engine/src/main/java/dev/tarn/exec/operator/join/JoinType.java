package dev.tarn.exec.operator.join;

/** Which rows a join gives. The probe side streams; the build side is held in memory, and the planner picks it. */
public enum JoinType {
    /** Pairs that match. */
    INNER,
    /** Pairs that match, and probe rows without a match with NULLs for the build side. */
    PROBE_OUTER,
    /** Pairs that match, and build rows without a match with NULLs for the probe side. */
    BUILD_OUTER,
    /** Pairs that match, and the rows of both sides that have no match. */
    FULL_OUTER,
    /** Probe rows with a match, once each. */
    PROBE_SEMI,
    /** Probe rows without a match (NOT EXISTS: a NULL key has none). */
    PROBE_ANTI,
    /**
     * Probe rows whose key is NOT IN the build side's keys: none if a build key is NULL, none whose own key is NULL
     * unless the build side is empty. One key column and no residual condition.
     */
    PROBE_NULL_AWARE_ANTI,
    /** All probe rows, and a BOOLEAN column, never NULL: whether the row has a match (EXISTS). */
    MARK_EXISTS,
    /**
     * All probe rows, and a BOOLEAN column with the value of {@code key IN (build keys)} by three-valued logic. One key
     * column and no residual condition.
     */
    MARK_IN,
    /** Build rows with a match, once each; no column of the probe side. */
    BUILD_SEMI,
    /** Build rows without a match (a NULL key has none); no column of the probe side. */
    BUILD_ANTI;

    /** Returns whether probe rows without a match reach the output. */
    public boolean keepsProbe() {
        return this == PROBE_OUTER || this == FULL_OUTER;
    }

    /** Returns whether the probe notes which build rows have a match, to give build rows at its end. */
    public boolean tracksBuild() {
        return this == BUILD_OUTER || this == FULL_OUTER || isBuildOnly();
    }

    /** Returns whether only build rows are given. */
    public boolean isBuildOnly() {
        return this == BUILD_SEMI || this == BUILD_ANTI;
    }

    /** Returns whether the output has a BOOLEAN column at its end. */
    public boolean isMark() {
        return this == MARK_EXISTS || this == MARK_IN;
    }

    /** Returns whether the output has columns of the probe side alone, and perhaps the mark. */
    public boolean isProbeOnly() {
        return this == PROBE_SEMI || this == PROBE_ANTI || this == PROBE_NULL_AWARE_ANTI || isMark();
    }

    /** Returns whether a probe row without a match reaches no output, so that the probe's scan may drop it. */
    public boolean dropsUnmatchedProbe() {
        return this == INNER || this == BUILD_OUTER || this == PROBE_SEMI || isBuildOnly();
    }
}
