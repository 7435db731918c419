package dev.tarn.exec.operator.join;

import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.ir.Expr;
import dev.tarn.spi.type.Type;
import java.util.ArrayList;
import java.util.List;

/**
 * A join: its two sides, what must be equal, what else must hold, and which columns leave it.
 *
 * <p>The output has the columns {@code probeOutput} of the probe side, then {@code buildOutput} of the build side, then
 * the mark if the type has one. BUILD_SEMI and BUILD_ANTI have no probe columns, types that give probe rows alone no
 * build columns. Names on either side may repeat.
 *
 * @param type which rows it gives
 * @param probe the columns of the probe side
 * @param build the columns of the build side
 * @param probeKeys indices of probe columns that must equal those of {@code buildKeys}, pair by pair of one layout (and
 *     DECIMALs of one scale); NULL equals nothing; empty only for a nested-loop join
 * @param buildKeys indices of build columns
 * @param residual a BOOLEAN over the probe columns followed by the build columns that must be TRUE as well, or null
 * @param probeOutput indices of probe columns
 * @param buildOutput indices of build columns
 */
public record JoinSpec(
        JoinType type,
        List<ColumnShape> probe,
        List<ColumnShape> build,
        List<Integer> probeKeys,
        List<Integer> buildKeys,
        Expr residual,
        List<Integer> probeOutput,
        List<Integer> buildOutput) {
    public JoinSpec {
        probe = List.copyOf(probe);
        build = List.copyOf(build);
        probeKeys = List.copyOf(probeKeys);
        buildKeys = List.copyOf(buildKeys);
        probeOutput = List.copyOf(probeOutput);
        buildOutput = List.copyOf(buildOutput);
        if (probeKeys.size() != buildKeys.size()) {
            throw new IllegalArgumentException("each probe key needs its build key");
        }
        for (int k = 0; k < probeKeys.size(); k++) {
            if (probe.get(probeKeys.get(k)).layout()
                    != build.get(buildKeys.get(k)).layout()) {
                throw new IllegalArgumentException("the keys of pair " + k + " differ in layout");
            }
        }
        if (type.isProbeOnly() && !buildOutput.isEmpty() || type.isBuildOnly() && !probeOutput.isEmpty()) {
            throw new IllegalArgumentException(type + " gives columns of one side only");
        }
        boolean nullAware = type == JoinType.PROBE_NULL_AWARE_ANTI || type == JoinType.MARK_IN;
        if (nullAware && (probeKeys.size() != 1 || residual != null)) {
            throw new IllegalArgumentException(type + " takes one key and no residual condition");
        }
    }

    /** Returns the shapes of the output's columns. */
    public List<ColumnShape> output() {
        List<ColumnShape> output = new ArrayList<>();
        probeOutput.forEach(index -> output.add(probe.get(index)));
        buildOutput.forEach(index -> output.add(build.get(index)));
        if (type.isMark()) {
            output.add(ColumnShape.of(Type.BOOLEAN));
        }
        return List.copyOf(output);
    }
}
