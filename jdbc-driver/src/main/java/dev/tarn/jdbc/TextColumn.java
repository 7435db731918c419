package dev.tarn.jdbc;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.LocalDateTime;
import java.util.UUID;

/** A column of text in UTF-8. */
final class TextColumn extends BinaryColumn {
    TextColumn(String typeName) {
        super(typeName);
    }

    @Override
    String text(int row) {
        int start = start(row);
        return new String(data(), start, end(row) - start, StandardCharsets.UTF_8);
    }

    @Override
    Object object(int row) {
        return text(row);
    }

    @Override
    UUID uuid(int row) throws SQLException {
        return TextValues.uuid(text(row), this);
    }

    @Override
    boolean bool(int row) throws SQLException {
        return TextValues.bool(text(row), this);
    }

    @Override
    long integer(int row) throws SQLException {
        return exactInteger(decimal(row));
    }

    @Override
    double floating(int row) throws SQLException {
        return TextValues.floating(text(row), this);
    }

    @Override
    BigDecimal decimal(int row) throws SQLException {
        return TextValues.decimal(text(row), this);
    }

    @Override
    LocalDateTime moment(int row) throws SQLException {
        return TextValues.moment(text(row), this);
    }
}
