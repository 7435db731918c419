package dev.tarn.plan.logical;

import com.google.common.collect.ImmutableList;
import dev.tarn.catalog.type.SqlTypes;
import dev.tarn.spi.type.Type;
import dev.tarn.sql.validate.ParameterValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.calcite.avatica.util.ByteString;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.logical.LogicalProject;
import org.apache.calcite.rel.logical.LogicalValues;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.rel.type.RelDataTypeFactory;
import org.apache.calcite.rex.RexBuilder;
import org.apache.calcite.rex.RexDynamicParam;
import org.apache.calcite.rex.RexLiteral;
import org.apache.calcite.rex.RexNode;
import org.apache.calcite.rex.RexShuttle;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.NlsString;
import org.apache.calcite.util.TimestampString;

/**
 * Runs a row of parameters for many rows of values at once.
 *
 * <pre>
 * Project(?0, ?1)        Project($0, $1)
 *   Values({0})     -&gt;     Values({1, 'a'}, {2, 'b'}, ...)
 * </pre>
 */
public final class ParameterRows {
    private static final int NANOS_A_MICRO = 1_000;
    private static final int MICROSECOND_DIGITS = 6;

    private final RexBuilder rex;
    private final List<Type> types;

    private ParameterRows(RexBuilder rex, List<Type> types) {
        this.rex = rex;
        this.types = types;
    }

    /**
     * Returns a tree with the rows, or empty if {@code root} is no row of parameters, or a value is none that literals have.
     *
     * @param types the parameters' types
     * @param rows values of these types or NULL
     */
    public static Optional<RelNode> apply(RelNode root, List<Type> types, List<List<ParameterValue>> rows) {
        boolean isRow = root instanceof LogicalProject project
                && project.getInput() instanceof LogicalValues one
                && one.getTuples().size() == 1;
        if (!isRow || !rows.stream().allMatch(row -> row.stream().allMatch(ParameterRows::isLiteral))) {
            return Optional.empty();
        }
        return Optional.of(
                new ParameterRows(root.getCluster().getRexBuilder(), types).rows((LogicalProject) root, rows));
    }

    private static boolean isLiteral(ParameterValue parameter) {
        return parameter.value() == null
                || switch (parameter.type().kind()) {
                    case REAL -> Float.isFinite((Float) parameter.value());
                    case DOUBLE -> Double.isFinite((Double) parameter.value());
                    case BOOLEAN,
                            TINYINT,
                            SMALLINT,
                            INTEGER,
                            BIGINT,
                            DECIMAL,
                            CHAR,
                            VARCHAR,
                            VARBINARY,
                            DATE,
                            TIMESTAMP -> true;
                    default -> false;
                };
    }

    private RelNode rows(LogicalProject project, List<List<ParameterValue>> rows) {
        RelDataTypeFactory factory = rex.getTypeFactory();
        RelDataTypeFactory.Builder rowType = factory.builder();
        List<RelDataType> columnTypes = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            RelDataType type = SqlTypes.toCalcite(factory, types.get(i), true);
            rowType.add("p" + i, type);
            columnTypes.add(type);
        }
        ImmutableList.Builder<ImmutableList<RexLiteral>> tuples = ImmutableList.builder();
        for (List<ParameterValue> row : rows) {
            ImmutableList.Builder<RexLiteral> tuple = ImmutableList.builder();
            for (int i = 0; i < row.size(); i++) {
                tuple.add(literal(row.get(i), columnTypes.get(i)));
            }
            tuples.add(tuple.build());
        }
        RelNode values = LogicalValues.create(project.getCluster(), rowType.build(), tuples.build());
        RexShuttle bind = new RexShuttle() {
            @Override
            public RexNode visitDynamicParam(RexDynamicParam parameter) {
                return rex.makeInputRef(values, parameter.getIndex());
            }
        };
        return LogicalProject.create(
                values,
                List.of(),
                project.getProjects().stream()
                        .map(expression -> expression.accept(bind))
                        .toList(),
                project.getRowType().getFieldNames(),
                java.util.Set.of());
    }

    private RexLiteral literal(ParameterValue parameter, RelDataType type) {
        Object value = parameter.value();
        if (value == null) {
            return rex.makeNullLiteral(type);
        }
        return switch (parameter.type().kind()) {
            case BOOLEAN -> rex.makeLiteral((Boolean) value);
            case TINYINT, SMALLINT, INTEGER, BIGINT -> rex.makeExactLiteral(BigDecimal.valueOf((Long) value), type);
            case REAL -> rex.makeApproxLiteral(new BigDecimal(value.toString()), type);
            case DOUBLE -> rex.makeApproxLiteral(new BigDecimal(value.toString()), type);
            case DECIMAL -> rex.makeExactLiteral((BigDecimal) value, type);
            case VARBINARY -> rex.makeBinaryLiteral(new ByteString((byte[]) value));
            case DATE -> rex.makeDateLiteral(date((LocalDate) value));
            case TIMESTAMP -> rex.makeTimestampLiteral(timestamp((LocalDateTime) value), MICROSECOND_DIGITS);
            default ->
                rex.makeCharLiteral(new NlsString((String) value, StandardCharsets.UTF_8.name(), type.getCollation()));
        };
    }

    private static DateString date(LocalDate date) {
        return new DateString(date.getYear(), date.getMonthValue(), date.getDayOfMonth());
    }

    private static TimestampString timestamp(LocalDateTime time) {
        return new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withNanos(time.getNano() / NANOS_A_MICRO * NANOS_A_MICRO);
    }
}
