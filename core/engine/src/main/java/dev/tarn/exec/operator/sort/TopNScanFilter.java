package dev.tarn.exec.operator.sort;

import dev.tarn.exec.operator.scan.DynamicScanFilter;
import dev.tarn.exec.store.ColumnShape;
import dev.tarn.expr.compile.ExpressionContext;
import dev.tarn.expr.compile.PredicateEvaluator;
import dev.tarn.spi.batch.Batch;
import dev.tarn.spi.batch.ColumnBuffer;
import dev.tarn.spi.batch.SelectionVector;
import dev.tarn.spi.predicate.Domain;
import dev.tarn.spi.type.Layout;
import dev.tarn.spi.type.Type;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;

/** Drops rows whose first key alone puts them behind the bound of a top-N, which moves while it runs. Thread-safe. */
final class TopNScanFilter implements DynamicScanFilter {
    private final KeyLayout layout;
    private final AtomicReference<TopNBound> bound;

    TopNScanFilter(ColumnShape shape, SortKey firstKey, AtomicReference<TopNBound> bound) {
        this.layout =
                new KeyLayout(List.of(shape), List.of(new SortKey(0, firstKey.descending(), firstKey.nullsFirst())));
        this.bound = bound;
    }

    @Override
    public Domain domain(Type type) {
        return Domain.all(type);
    }

    @Override
    public PredicateEvaluator newEvaluator(ExpressionContext context) {
        return new BoundPredicate(context);
    }

    /** Compares the keys of a batch with the bound as it is. */
    private final class BoundPredicate implements PredicateEvaluator {
        private final KeyEncoder encoder = new KeyEncoder(layout);
        private final ColumnBuffer keys;
        private TopNBound whole;
        private TopNBound firstKey;

        BoundPredicate(ExpressionContext context) {
            keys = new ColumnBuffer(context.allocator(), Type.BIGINT, Layout.LONG);
        }

        @Override
        public void select(Batch batch, SelectionVector out) {
            int count = batch.selectedCount();
            int[] positions =
                    batch.selection() == null ? null : batch.selection().positions();
            if (out != batch.selection()) {
                out.ensureCapacity(count);
            }
            int[] kept = out.positions();
            TopNBound current = bound.get();
            if (current == null) {
                for (int k = 0; k < count; k++) {
                    kept[k] = positions == null ? k : positions[k];
                }
                out.setCount(count);
                return;
            }
            if (current != whole) {
                whole = current;
                firstKey = current.ofFirstKey(layout);
            }
            keys.ensureRows(count * layout.rowWidth() / Long.BYTES);
            encoder.encode(batch, keys.valuesAddress(), 0);
            out.setCount(firstKey.select(layout, keys.valuesAddress(), count, positions, kept));
        }

        @Override
        public void close() {
            keys.close();
        }
    }
}
