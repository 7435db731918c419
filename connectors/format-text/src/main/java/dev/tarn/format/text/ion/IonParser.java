package dev.tarn.format.text.ion;

import com.amazon.ion.IonBufferConfiguration;
import com.amazon.ion.IonException;
import com.amazon.ion.IonReader;
import com.amazon.ion.IonType;
import com.amazon.ion.SymbolToken;
import com.amazon.ion.Timestamp;
import com.amazon.ion.system.IonReaderBuilder;
import dev.tarn.format.text.record.LimitedStream;
import dev.tarn.format.text.record.ParsedSource;
import dev.tarn.spi.error.ErrorCode;
import dev.tarn.spi.error.ErrorPosition;
import dev.tarn.spi.error.TarnException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Gives the values at the top of a stream of Ion, in either form, as plain objects: Boolean, Long, BigInteger, BigDecimal,
 * Double, {@link Timestamp}, String (also of symbols), byte[], List, {@link IonStruct}, and {@link #NULL}. One thread at a
 * time.
 */
final class IonParser implements ParsedSource.Parser<Object> {
    /** A null at the top, where null itself is the end. */
    static final Object NULL = new Object();

    private static final int MAX_DEPTH = 256;
    private static final int MAX_VALUE_BYTES = LimitedStream.MAX_RECORD_BYTES;

    /** Far more digits than anything keeps; the library does not write timestamps with more than 10,000. */
    private static final int MAX_FRACTION_DIGITS = 1000;

    private final LimitedStream limited;
    private final IonReader reader;
    private final String path;
    private long count;

    IonParser(InputStream content, String path) {
        this.path = path;
        this.limited = new LimitedStream(content, path);
        IonBufferConfiguration.Builder limits = IonBufferConfiguration.Builder.standard()
                .withMaximumBufferSize(MAX_VALUE_BYTES)
                .onOversizedValue(() -> {
                    throw bad("a value is longer than " + (MAX_VALUE_BYTES >> 20) + " MiB", null);
                })
                .onOversizedSymbolTable(() -> {
                    throw bad("a symbol table is longer than " + (MAX_VALUE_BYTES >> 20) + " MiB", null);
                });
        try {
            this.reader = IonReaderBuilder.standard()
                    .withBufferConfiguration(limits.build())
                    .build(limited);
        } catch (IonException e) {
            throw bad("the file does not begin as Ion does: " + e.getMessage(), e);
        }
    }

    @Override
    public Object next() {
        limited.restart();
        try {
            IonType type = reader.next();
            if (type == null) {
                return null;
            }
            Object value = value(type, 0);
            count++;
            return value == null ? NULL : value;
        } catch (TarnException e) {
            throw e;
        } catch (IonException e) {
            throw bad("the Ion value after " + count + " others is broken: " + e.getMessage(), e);
        } catch (RuntimeException e) {
            // The reader meets some broken bytes as a null, an index or a state that it did not expect.
            throw bad("the Ion value after " + count + " others is broken", e);
        }
    }

    private TarnException bad(String message, Exception cause) {
        return new TarnException(ErrorCode.HIVE_BAD_DATA, ErrorPosition.InFile.of(path), message, cause);
    }

    private Object value(IonType type, int depth) {
        if (reader.isNullValue()) {
            return null;
        }
        return switch (type) {
            case BOOL -> reader.booleanValue();
            case INT ->
                switch (reader.getIntegerSize()) {
                    case INT, LONG -> reader.longValue();
                    default -> reader.bigIntegerValue();
                };
            case FLOAT -> reader.doubleValue();
            case DECIMAL ->
                new BigDecimal(
                        reader.bigDecimalValue().unscaledValue(),
                        reader.bigDecimalValue().scale());
            case TIMESTAMP -> timestamp();
            case STRING -> reader.stringValue();
            case SYMBOL -> text(reader.symbolValue(), "a symbol");
            case CLOB, BLOB -> reader.newBytes();
            case LIST, SEXP -> list(depth);
            case STRUCT -> struct(depth);
            default -> null;
        };
    }

    // Of the methods for the second only this one does no arithmetic, which takes minutes with a large exponent.
    @SuppressWarnings("deprecation")
    private Timestamp timestamp() {
        Timestamp timestamp = reader.timestampValue();
        BigDecimal fraction = timestamp.getZFractionalSecond();
        if (fraction != null && Math.abs((long) fraction.scale()) > MAX_FRACTION_DIGITS) {
            throw bad("a timestamp has a second with " + fraction.scale() + " digits behind the point", null);
        }
        return timestamp;
    }

    private String text(SymbolToken symbol, String what) {
        if (symbol == null || symbol.getText() == null) {
            throw bad(what + " has no text, as its symbol table is not in the file", null);
        }
        return symbol.getText();
    }

    private List<Object> list(int depth) {
        stepIn(depth);
        List<Object> values = new ArrayList<>();
        for (IonType type = reader.next(); type != null; type = reader.next()) {
            values.add(value(type, depth + 1));
        }
        reader.stepOut();
        return values;
    }

    private IonStruct struct(int depth) {
        stepIn(depth);
        IonStruct struct = new IonStruct();
        for (IonType type = reader.next(); type != null; type = reader.next()) {
            struct.add(text(reader.getFieldNameSymbol(), "the name of a field"), value(type, depth + 1));
        }
        reader.stepOut();
        return struct;
    }

    private void stepIn(int depth) {
        if (depth > MAX_DEPTH) {
            throw bad("values are nested more than " + MAX_DEPTH + " deep", null);
        }
        reader.stepIn();
    }
}
