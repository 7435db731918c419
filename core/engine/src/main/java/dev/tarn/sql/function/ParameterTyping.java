package dev.tarn.sql.function;

import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.validate.SqlValidatorScope;

/** A validator that can be asked for the types of a statement's parameters ({@code ?}) before it comes to them by itself. */
public interface ParameterTyping {
    /** Gives the parameters within {@code node} the types that their places ask for. */
    void typeParameters(SqlValidatorScope scope, SqlNode node);
}
