package dev.tarn.lower;

import dev.tarn.exec.operator.unnest.UnnestElement;
import dev.tarn.exec.operator.unnest.UnnestElement.Part;
import dev.tarn.exec.operator.unnest.UnnestOperatorFactory;
import dev.tarn.plan.physical.PhysicalUnnest;
import dev.tarn.plan.physical.UnnestColumn;
import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;

/** Turns UNNEST into a step of its input's pipelines. */
final class UnnestLowering {
    private UnnestLowering() {}

    static Rows lower(LocalPlanner planner, PhysicalUnnest unnest) {
        Rows input = planner.lower(unnest.child());
        List<UnnestElement> elements = new ArrayList<>();
        List<PlanColumn> columns = new ArrayList<>();
        unnest.replicated().forEach(column -> columns.add(input.columns().get(column)));
        for (UnnestColumn column : unnest.elements()) {
            UnnestElement element = element(column, unnest, input);
            elements.add(element);
            Type type = element.type();
            columns.add(PlanColumn.of(type, type.defaultLayout(), ValueRange.ofType(type)));
        }
        UnnestOperatorFactory step = new UnnestOperatorFactory(
                LocalPlanner.shapes(input), unnest.replicated(), unnest.collections(), elements, unnest.isOuter());
        LocalPlanner.append(input, step, planner.number(unnest));
        return new Rows(input.streams(), columns, null);
    }

    private static UnnestElement element(UnnestColumn column, PhysicalUnnest unnest, Rows input) {
        if (column.collection() == UnnestColumn.ORDINALITY) {
            return new UnnestElement(-1, Part.ORDINALITY, 0, Type.BIGINT);
        }
        Type collection = input.columns()
                .get(unnest.collections().get(column.collection()))
                .type();
        if (collection.kind() == TypeKind.MAP) {
            Part part = column.column() == 0 ? Part.KEY : Part.VALUE;
            return new UnnestElement(column.collection(), part, 0, collection.fieldType(column.column()));
        }
        Type element = collection.fieldType(0);
        return element.kind() == TypeKind.ROW && column.column() != UnnestColumn.WHOLE_ROW
                ? new UnnestElement(
                        column.collection(), Part.FIELD, column.column(), element.fieldType(column.column()))
                : new UnnestElement(column.collection(), Part.ELEMENT, 0, element);
    }
}
