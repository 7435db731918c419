package dev.tarn.format.parquet.metadata;

import java.util.List;
import org.apache.parquet.format.ColumnOrder;
import org.apache.parquet.format.FileMetaData;

/** Says in which order a file's {@code min_value} and {@code max_value} were found, by column chunk. */
public final class ColumnOrders {
    private ColumnOrders() {}

    /** How bounds were found. */
    public enum Order {
        /** Not known, so that the bounds mean nothing. */
        UNDEFINED,
        /** As the type defines it. */
        TYPE_DEFINED,
        /** Floating-point numbers by IEEE 754's total order. */
        TOTAL
    }

    static Order[] of(FileMetaData footer, int leafCount) {
        Order[] orders = new Order[leafCount];
        List<ColumnOrder> list = footer.getColumn_orders();
        for (int i = 0; i < leafCount; i++) {
            orders[i] = list == null || i >= list.size() ? Order.UNDEFINED : order(list.get(i));
        }
        return orders;
    }

    private static Order order(ColumnOrder order) {
        if (order.isSetTYPE_ORDER()) {
            return Order.TYPE_DEFINED;
        }
        return order.isSetIEEE_754_TOTAL_ORDER() ? Order.TOTAL : Order.UNDEFINED;
    }
}
