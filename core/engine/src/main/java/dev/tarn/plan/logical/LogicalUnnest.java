package dev.tarn.plan.logical;

import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.function.Unnest;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.plan.RelTraitSet;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.RelWriter;
import org.apache.calcite.rel.SingleRel;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rel.type.RelDataTypeField;

/**
 * Each row of the input once for each element of some of its columns, ARRAYs and MAPs: the input's columns, then the
 * elements' (see {@link Unnest#columns}), then perhaps their number from 1. A collection that is shorter than another one
 * of its row, or NULL, has NULLs instead.
 */
public final class LogicalUnnest extends SingleRel {
    private final List<Integer> collections;
    private final boolean withOrdinality;
    private final boolean outer;
    private final boolean wholeRows;
    private final List<RelDataType> types;
    private final List<String> names;

    private LogicalUnnest(
            RelTraitSet traits,
            RelNode input,
            List<Integer> collections,
            boolean withOrdinality,
            boolean outer,
            boolean wholeRows,
            List<RelDataType> types,
            List<String> names) {
        super(input.getCluster(), traits, input);
        this.collections = List.copyOf(collections);
        this.withOrdinality = withOrdinality;
        this.outer = outer;
        this.wholeRows = wholeRows;
        this.types = List.copyOf(types);
        this.names = List.copyOf(names);
    }

    /**
     * Makes a node.
     *
     * @param collections which columns of the input are taken apart
     * @param outer whether a row without elements stays, once, with NULLs
     * @param wholeRows whether an array of rows of several fields is one column
     * @param types the types of the elements' columns and of the number's
     * @param names their names
     */
    public static LogicalUnnest create(
            RelNode input,
            List<Integer> collections,
            boolean withOrdinality,
            boolean outer,
            boolean wholeRows,
            List<RelDataType> types,
            List<String> names) {
        return new LogicalUnnest(
                input.getCluster().traitSet(), input, collections, withOrdinality, outer, wholeRows, types, names);
    }

    public List<Integer> collections() {
        return collections;
    }

    public boolean withOrdinality() {
        return withOrdinality;
    }

    public boolean isOuter() {
        return outer;
    }

    public boolean hasWholeRows() {
        return wholeRows;
    }

    /** Returns the types of the columns behind the input's. */
    public List<RelDataType> elementTypes() {
        return types;
    }

    /** Returns the names of the columns behind the input's. */
    public List<String> elementNames() {
        return names;
    }

    /** Returns the types of the collections. */
    public List<Type> collectionTypes() {
        List<Type> all = new ArrayList<>();
        for (int collection : collections) {
            all.add(SqlTypes.fromCalcite(
                    getInput().getRowType().getFieldList().get(collection).getType()));
        }
        return all;
    }

    @Override
    protected RelDataType deriveRowType() {
        RelDataTypeFactory.Builder row = getCluster().getTypeFactory().builder();
        for (RelDataTypeField field : getInput().getRowType().getFieldList()) {
            row.add(field);
        }
        for (int i = 0; i < types.size(); i++) {
            row.add(names.get(i), types.get(i));
        }
        return row.uniquify().build();
    }

    @Override
    public RelNode copy(RelTraitSet traits, List<RelNode> inputs) {
        return new LogicalUnnest(traits, inputs.get(0), collections, withOrdinality, outer, wholeRows, types, names);
    }

    @Override
    public RelWriter explainTerms(RelWriter writer) {
        return super.explainTerms(writer)
                .item("collections", collections)
                .item("ordinality", withOrdinality)
                .item("outer", outer)
                .item("wholeRows", wholeRows);
    }
}
