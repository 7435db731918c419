package dev.tarn.spi.error;

import java.util.Objects;
import java.util.Optional;

/**
 * The one exception that Tarn throws: a code, its kind, a place where one is known, and a text that says what happened
 * and what would cure it.
 */
public final class TarnException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final ErrorCode code;
    private final transient ErrorPosition position;
    private final String detail;

    public TarnException(ErrorCode code, String detail) {
        this(code, null, detail, null);
    }

    public TarnException(ErrorCode code, String detail, Throwable cause) {
        this(code, null, detail, cause);
    }

    public TarnException(ErrorCode code, ErrorPosition position, String detail) {
        this(code, position, detail, null);
    }

    public TarnException(ErrorCode code, ErrorPosition position, String detail, Throwable cause) {
        super(text(code, position, detail), cause);
        this.code = code;
        this.position = position;
        this.detail = detail;
    }

    private static String text(ErrorCode code, ErrorPosition position, String detail) {
        Objects.requireNonNull(code, "code");
        return position == null ? code + ": " + detail : code + ": " + position + ": " + detail;
    }

    /** Returns the code. */
    public ErrorCode code() {
        return code;
    }

    /** Returns who can cure the error. */
    public ErrorKind kind() {
        return code.kind();
    }

    /** Returns where the error stands, where that is known. */
    public Optional<ErrorPosition> position() {
        return Optional.ofNullable(position);
    }

    /** Returns the text without code and position. */
    public String detail() {
        return detail;
    }

    /** Returns this exception, or a copy at {@code place} if it has no position yet. */
    public TarnException at(ErrorPosition place) {
        if (position != null || place == null) {
            return this;
        }
        TarnException placed = new TarnException(code, place, detail, getCause());
        placed.setStackTrace(getStackTrace());
        return placed;
    }
}
