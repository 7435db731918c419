package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.jdbc.JavaTypeFactoryImpl;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.type.SqlTypeMappingRule;
import org.apache.calcite.sql.type.SqlTypeMappingRules;
import org.apache.calcite.sql.type.SqlTypeName;

/** Makes Calcite's types: text is UTF-8, and what types have in common follows {@link CommonType}. Thread-safe. */
public final class TarnTypeFactory extends JavaTypeFactoryImpl {
    public TarnTypeFactory() {
        super(TarnTypeSystem.INSTANCE);
    }

    @Override
    public Charset getDefaultCharset() {
        return StandardCharsets.UTF_8;
    }

    @Override
    public RelDataType leastRestrictive(List<RelDataType> types) {
        return leastRestrictive(types, SqlTypeMappingRules.instance(false));
    }

    @Override
    public RelDataType leastRestrictive(List<RelDataType> types, SqlTypeMappingRule rule) {
        boolean nullable = false;
        boolean interval = false;
        boolean rowOrNull = types.stream().anyMatch(type -> type.getSqlTypeName() == SqlTypeName.NULL);
        Type common = null;
        for (RelDataType each : types) {
            // What several rows of a query have in common is a row of what their columns have in common.
            Optional<Type> type = each.isStruct() && !rowOrNull ? Optional.empty() : SqlTypes.find(each);
            if (type.isEmpty()) {
                return super.leastRestrictive(types, rule);
            }
            nullable |= each.isNullable();
            interval |= type.get().kind() == TypeKind.INTERVAL_YEAR_MONTH
                    || type.get().kind() == TypeKind.INTERVAL_DAY_SECOND;
            if (common == null) {
                common = type.get();
            } else {
                Optional<Type> wider = CommonType.of(common, type.get());
                if (wider.isEmpty() && !interval) {
                    return null;
                }
                common = wider.orElse(common);
            }
        }
        // What a date and an interval have in common is Calcite's own idea, which the types of their sums need.
        if (interval || common == null) {
            return super.leastRestrictive(types, rule);
        }
        return SqlTypes.toCalcite(this, common, nullable);
    }
}
