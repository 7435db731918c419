package dev.tarn.shell.session;

import java.sql.Connection;
import java.sql.ParameterMetaData;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.List;

/** Statements with values for their parameters. */
final class BoundStatements {
    private BoundStatements() {}

    /**
     * Prepares a statement and gives it values, each in the type that its parameter has.
     *
     * @param values as a person types them; null for NULL
     */
    static PreparedStatement prepare(Connection connection, String sql, List<String> values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        try {
            ParameterMetaData parameters = statement.getParameterMetaData();
            if (parameters.getParameterCount() != values.size()) {
                throw new ShellException("the statement has " + parameters.getParameterCount()
                        + " parameters (?), but \\bind has " + values.size() + " values");
            }
            for (int i = 1; i <= values.size(); i++) {
                bind(statement, i, parameters.getParameterType(i), values.get(i - 1));
            }
            return statement;
        } catch (SQLException | RuntimeException e) {
            statement.close();
            throw e;
        }
    }

    private static void bind(PreparedStatement statement, int index, int type, String value) throws SQLException {
        boolean isUnknown = type == Types.NULL || type == Types.OTHER || type == Types.JAVA_OBJECT;
        if (value == null) {
            statement.setNull(index, isUnknown ? Types.NULL : type);
        } else if (isUnknown) {
            statement.setString(index, value);
        } else {
            statement.setObject(index, value, type);
        }
    }
}
