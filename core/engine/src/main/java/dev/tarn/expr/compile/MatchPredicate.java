package dev.tarn.expr.compile;

import dev.tarn.kernel.text.TextMatcher;
import dev.tarn.kernel.text.TextReader;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.Column;
import dev.tarn.spi.batch.SelectionVector;

/** Keeps the rows whose text a matcher selects: those that fulfil its condition, or, if negated, those that do not. */
final class MatchPredicate implements PredicateEvaluator {
    private final ColumnEvaluator operand;
    private final TextMatcher matcher;
    private final int outside;
    private final TextReader text = new TextReader();

    MatchPredicate(ColumnEvaluator operand, TextMatcher matcher, boolean negated) {
        this.operand = operand;
        this.matcher = matcher;
        this.outside = negated ? 1 : 0;
    }

    @Override
    public void select(Batch batch, SelectionVector out) {
        Column column = operand.evaluate(batch);
        Selections.begin(batch, out);
        int count = Selections.keepNotNull(column, batch, out);
        int[] positions = column.mayHaveNulls() ? out.positions() : Selections.positions(batch);
        text.reset(column);
        out.setCount(matcher.select(text, positions, count, out.positions(), outside));
    }

    @Override
    public void close() {
        operand.close();
        matcher.close();
    }
}
