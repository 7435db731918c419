package dev.tarn.plan.rule.join;

import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.rel.RelNode;
import org.apache.calcite.rel.core.JoinRelType;
import org.apache.calcite.rex.RexNode;

/**
 * What a tree of joins joins: relations, and conditions over the columns of all of them, counted through in the order of
 * the relations.
 *
 * <p>A relation is joined INNER, or is the right side of a LEFT, SEMI or ANTI join with conditions of its own; then it may
 * come at any point after those that its conditions name.
 */
public final class JoinGraph {
    /** A relation and how it is joined. */
    public static final class Vertex {
        private final JoinRelType type;
        private final int firstColumn;
        private final int columnCount;
        private final List<RexNode> ownConditions;
        private RelNode node;

        Vertex(RelNode node, JoinRelType type, int firstColumn, List<RexNode> ownConditions) {
            this.node = node;
            this.type = type;
            this.firstColumn = firstColumn;
            this.columnCount = node.getRowType().getFieldCount();
            this.ownConditions = new ArrayList<>(ownConditions);
        }

        public RelNode node() {
            return node;
        }

        /** Replaces the relation by one of the same columns. */
        public void setNode(RelNode newNode) {
            node = newNode;
        }

        public JoinRelType type() {
            return type;
        }

        public boolean isInner() {
            return type == JoinRelType.INNER;
        }

        public int firstColumn() {
            return firstColumn;
        }

        public int columnCount() {
            return columnCount;
        }

        /** Returns the conditions of its LEFT, SEMI or ANTI join; to be changed by rules. */
        public List<RexNode> ownConditions() {
            return ownConditions;
        }
    }

    private final List<Vertex> vertices;
    private final List<RexNode> conditions;
    private final List<RexNode> outputs;
    private final int[] vertexOfColumn;

    JoinGraph(List<Vertex> vertices, List<RexNode> conditions, List<RexNode> outputs) {
        this.vertices = List.copyOf(vertices);
        this.conditions = new ArrayList<>(conditions);
        this.outputs = List.copyOf(outputs);
        int columns = 0;
        for (Vertex vertex : vertices) {
            columns += vertex.columnCount();
        }
        this.vertexOfColumn = new int[columns];
        for (int v = 0; v < vertices.size(); v++) {
            Vertex vertex = vertices.get(v);
            for (int i = 0; i < vertex.columnCount(); i++) {
                vertexOfColumn[vertex.firstColumn() + i] = v;
            }
        }
    }

    public List<Vertex> vertices() {
        return vertices;
    }

    /** Returns the conditions over INNER and LEFT relations that rows must meet; to be changed by rules. */
    public List<RexNode> conditions() {
        return conditions;
    }

    /** Returns the columns of the whole, over the columns of the relations. */
    public List<RexNode> outputs() {
        return outputs;
    }

    public int columnCount() {
        return vertexOfColumn.length;
    }

    public int vertexOfColumn(int column) {
        return vertexOfColumn[column];
    }

    /** Returns the relations that an expression looks at, one bit each. */
    public long verticesOf(RexNode expression) {
        long mask = 0;
        for (int column : org.apache.calcite.plan.RelOptUtil.InputFinder.bits(expression)) {
            mask |= 1L << vertexOfColumn[column];
        }
        return mask;
    }
}
