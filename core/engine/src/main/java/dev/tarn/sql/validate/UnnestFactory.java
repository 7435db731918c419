package dev.tarn.sql.validate;

import dev.tarn.sql.function.Unnest;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.type.RelDataType;

/** Makes the node that an UNNEST is converted to. */
@FunctionalInterface
public interface UnnestFactory {
    /**
     * Makes a node.
     *
     * @param collections gives one row, whose columns are the arrays and maps
     * @param operator says whether there is a last column that counts the rows from 1, and whether rows stay whole
     * @param types the types of the columns
     * @param names the names of the columns
     * @return a node with these columns
     */
    RelNode unnest(RelNode collections, Unnest operator, List<RelDataType> types, List<String> names);
}
