package dev.tarn.sql.validate;

import dev.tarn.catalog.TableHandle;
import dev.tarn.spi.type.Type;
import java.util.List;
import org.apache.calcite.plan.RelOptCluster;
import org.apache.calcite.plan.RelOptTable.ViewExpander;
import org.apache.calcite.prepare.CalciteCatalogReader;
import org.apache.calcite.rel.RelRoot;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.sql2rel.SqlToRelConverter;

/**
 * A query whose names and types are known. Views are expanded, every function is one of {@code sql.function}, and each
 * table is a {@code RelOptTable} that unwraps to a {@link TableHandle}. To be converted once, by one thread.
 *
 * <p>Types are Trino's, but casts between types that meet without a CAST are not all written out: the operands of
 * arithmetic and comparisons, the branches of CASE and the inputs of set operations may differ in type and are to be
 * brought to their common one ({@code RelDataTypeFactory.leastRestrictive}). Arguments of functions and of aggregates have
 * their CASTs.
 */
public final class ValidatedQuery {
    private final SqlValidator validator;
    private final CalciteCatalogReader reader;
    private final SqlNode query;
    private final RelDataType rowType;
    private final List<String> labels;
    private final List<Type> types;
    private final List<TableHandle> tables;
    private final List<Type> parameterTypes;

    ValidatedQuery(
            SqlValidator validator,
            CalciteCatalogReader reader,
            SqlNode query,
            RelDataType rowType,
            List<String> labels,
            List<Type> types,
            List<TableHandle> tables,
            List<Type> parameterTypes) {
        this.validator = validator;
        this.reader = reader;
        this.query = query;
        this.rowType = rowType;
        this.labels = List.copyOf(labels);
        this.types = List.copyOf(types);
        this.tables = List.copyOf(tables);
        this.parameterTypes = List.copyOf(parameterTypes);
    }

    /** Returns the validator, whose type factory the cluster has to share. */
    public SqlValidator validator() {
        return validator;
    }

    /** Returns the tables as Calcite sees them. */
    public CalciteCatalogReader catalogReader() {
        return reader;
    }

    /** Returns the validated tree. */
    public SqlNode query() {
        return query;
    }

    /** Returns the result's row type; its field names differ from each other. */
    public RelDataType rowType() {
        return rowType;
    }

    /** Returns the names of the result's columns as the statement spells them; some may be equal. */
    public List<String> labels() {
        return labels;
    }

    /** Returns the types of the result's columns. */
    public List<Type> types() {
        return types;
    }

    /** Returns the tables that the query reads, each once. */
    public List<TableHandle> tables() {
        return tables;
    }

    /** Returns the types of the parameters that have no values, in order: UNKNOWN where nothing around one says its type. */
    public List<Type> parameterTypes() {
        return parameterTypes;
    }

    /**
     * Converts the query to relational algebra.
     *
     * @param cluster made with {@code validator().getTypeFactory()} and a {@link TarnRexBuilder}; its planner has an
     *     executor of Tarn's, or Calcite's own folds constants by its own rules
     * @param unnests makes the nodes of UNNEST
     * @throws dev.tarn.spi.error.TarnException what Calcite finds only now, in Tarn's words
     */
    public RelRoot toRel(RelOptCluster cluster, SqlToRelConverter.Config config, UnnestFactory unnests) {
        ViewExpander noViews = (type, text, schemaPath, viewPath) -> {
            throw new IllegalStateException("views are expanded before");
        };
        SqlToRelConverter converter = new QueryConverter(noViews, validator, reader, cluster, config, unnests);
        return ValidationErrors.translating(() -> converter.convertQuery(query, false, true), List.of());
    }
}
