package dev.tarn.sql.parser;

import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.TarnException;
import dev.tarn.spi.type.TypeKind;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.apache.calcite.rel.type.RelDataType;
import org.apache.calcite.sql.SqlDataTypeSpec;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlTypeNameSpec;
import org.apache.calcite.sql.SqlWriter;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.validate.SqlValidator;
import org.apache.calcite.util.Litmus;

/** The name of a nested type, as in {@code array(row(a integer, b varchar))}. */
public final class NestedTypeName extends SqlTypeNameSpec {
    private final TypeKind kind;
    private final List<String> names;
    private final List<SqlDataTypeSpec> parts;

    private NestedTypeName(TypeKind kind, List<String> names, List<SqlDataTypeSpec> parts, SqlParserPos position) {
        super(new SqlIdentifier(kind.name(), position), position);
        this.kind = kind;
        this.names = Collections.unmodifiableList(Arrays.asList(names.toArray(new String[0])));
        this.parts = List.copyOf(parts);
    }

    /**
     * Makes a name.
     *
     * @param names the fields' names, null for those that have none
     * @throws TarnException SYNTAX_ERROR for another number of parts than the kind has, or for names of an ARRAY's or MAP's
     */
    public static NestedTypeName of(
            TypeKind kind, List<String> names, List<SqlDataTypeSpec> parts, SqlParserPos position) {
        int wanted = kind == TypeKind.ARRAY ? 1 : kind == TypeKind.MAP ? 2 : parts.size();
        boolean unnamed = names.stream().allMatch(name -> name == null);
        if (parts.size() != wanted || kind != TypeKind.ROW && !unnamed) {
            throw new TarnException(
                    ErrorCode.SYNTAX_ERROR,
                    Positions.of(position),
                    "a nested type is array(type), map(type, type) or row(name type, ...)");
        }
        return new NestedTypeName(kind, names, parts, position);
    }

    public TypeKind kind() {
        return kind;
    }

    /** Returns the fields' names in lower case, null for those that have none and for the parts of an ARRAY or MAP. */
    public List<String> names() {
        return names;
    }

    public List<SqlDataTypeSpec> parts() {
        return parts;
    }

    /** Calls are rewritten before Calcite asks. */
    @Override
    public RelDataType deriveType(SqlValidator validator) {
        throw new IllegalStateException("a nested type that was not rewritten");
    }

    @Override
    public void unparse(SqlWriter writer, int leftPrecedence, int rightPrecedence) {
        writer.keyword(kind.name());
        SqlWriter.Frame frame = writer.startList("(", ")");
        for (int i = 0; i < parts.size(); i++) {
            writer.sep(",");
            if (names.get(i) != null) {
                writer.identifier(names.get(i), true);
            }
            parts.get(i).unparse(writer, 0, 0);
        }
        writer.endList(frame);
    }

    @Override
    public boolean equalsDeep(SqlTypeNameSpec other, Litmus litmus) {
        boolean same = other instanceof NestedTypeName name
                && name.kind == kind
                && name.names.equals(names)
                && name.parts.size() == parts.size();
        for (int i = 0; same && i < parts.size(); i++) {
            same = parts.get(i).equalsDeep(((NestedTypeName) other).parts.get(i), Litmus.IGNORE);
        }
        return same ? litmus.succeed() : litmus.fail("{} != {}", this, other);
    }
}
