package dev.tarn.sql.validate;

import java.time.LocalDate;
import java.time.LocalDateTime;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.parser.SqlParserPos;
import org.apache.calcite.sql.type.SqlTypeName;
import org.apache.calcite.util.DateString;
import org.apache.calcite.util.TimestampString;

/** Says what time it is: when the statement started, in the session's zone. */
final class Moments {
    private static final int MILLISECOND_DIGITS = 3;
    private static final int NANOS_A_MILLI = 1_000_000;

    private Moments() {}

    static SqlLiteral date(StatementContext context, SqlParserPos position) {
        LocalDate date = LocalDate.ofInstant(context.now(), context.timeZone());
        return SqlLiteral.createDate(
                new DateString(date.getYear(), date.getMonthValue(), date.getDayOfMonth()), position);
    }

    static SqlLiteral timestamp(StatementContext context, SqlParserPos position) {
        LocalDateTime time = LocalDateTime.ofInstant(context.now(), context.timeZone());
        TimestampString text = new TimestampString(
                        time.getYear(),
                        time.getMonthValue(),
                        time.getDayOfMonth(),
                        time.getHour(),
                        time.getMinute(),
                        time.getSecond())
                .withMillis(time.getNano() / NANOS_A_MILLI);
        return SqlLiteral.createTimestamp(SqlTypeName.TIMESTAMP, text, MILLISECOND_DIGITS, position);
    }
}
