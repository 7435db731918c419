package dev.tarn.catalog.type;

import dev.tarn.spi.type.Type;
import dev.tarn.spi.type.TypeField;
import dev.tarn.spi.type.TypeKind;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** Types as Hive's DDL spells them, as in {@code map<string,array<int>>}: the form in which catalogs keep them. */
public final class HiveTypes {
    private static final int TIMESTAMP_DIGITS = 6;
    private static final int DEFAULT_DECIMAL_PRECISION = 10;

    private HiveTypes() {}

    /** Returns the text of a type; {@link #parse} makes the same type of it. Types that Hive has not keep SQL's name. */
    public static String text(Type type) {
        return switch (type.kind()) {
            case INTEGER -> "int";
            case REAL -> "float";
            case VARBINARY -> "binary";
            case TIMESTAMP -> type.precision() == TIMESTAMP_DIGITS ? "timestamp" : type.sqlName();
            case VARCHAR -> type.precision() == Type.UNBOUNDED_LENGTH ? "string" : type.sqlName();
            case ARRAY -> "array<" + text(type.fieldType(0)) + ">";
            case MAP -> "map<" + text(type.fieldType(0)) + "," + text(type.fieldType(1)) + ">";
            case ROW ->
                type.fields().stream()
                        .map(field -> name(field.name()) + ":" + text(field.type()))
                        .collect(Collectors.joining(",", "struct<", ">"));
            default -> type.sqlName();
        };
    }

    private static String name(String name) {
        if (name == null) {
            return "";
        }
        return name.matches("[a-z_][a-z0-9_]*") ? name : '`' + name.replace("`", "``") + '`';
    }

    /** Returns the type of a text, or empty for one that Tarn cannot read, as {@code uniontype<int,string>}. */
    public static Optional<Type> parse(String text) {
        Parser parser = new Parser(text);
        Type type = parser.type();
        return type == null || !parser.atEnd() ? Optional.empty() : Optional.of(type);
    }

    /** Reads a text from its beginning; a method returns null where the text is none of its kind. */
    private static final class Parser {
        private final String text;
        private int at;

        Parser(String text) {
            this.text = text;
        }

        boolean atEnd() {
            skipSpace();
            return at == text.length();
        }

        private void skipSpace() {
            while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
                at++;
            }
        }

        private boolean accept(char wanted) {
            skipSpace();
            if (at < text.length() && text.charAt(at) == wanted) {
                at++;
                return true;
            }
            return false;
        }

        private String word() {
            skipSpace();
            int start = at;
            while (at < text.length() && (Character.isLetterOrDigit(text.charAt(at)) || text.charAt(at) == '_')) {
                at++;
            }
            return text.substring(start, at);
        }

        Type type() {
            String word = word().toLowerCase(Locale.ROOT);
            return switch (word) {
                case "array", "map", "struct" -> nested(word);
                case "interval" -> interval();
                default -> plain(word, numbers());
            };
        }

        private Type interval() {
            skipSpace();
            for (Type type : List.of(Type.INTERVAL_YEAR_MONTH, Type.INTERVAL_DAY_SECOND)) {
                String rest = type.sqlName().substring("interval ".length());
                if (text.startsWith(rest, at)) {
                    at += rest.length();
                    return type;
                }
            }
            return null;
        }

        private Type nested(String word) {
            if (!accept('<')) {
                return null;
            }
            boolean row = word.equals("struct");
            List<TypeField> fields = new ArrayList<>();
            do {
                String name = row ? fieldName() : null;
                if (row && !accept(':')) {
                    return null;
                }
                Type part = type();
                if (part == null) {
                    return null;
                }
                fields.add(new TypeField(name, part));
            } while (accept(','));
            if (!accept('>')) {
                return null;
            }
            TypeKind kind = row ? TypeKind.ROW : word.equals("map") ? TypeKind.MAP : TypeKind.ARRAY;
            int wanted = row ? fields.size() : kind == TypeKind.MAP ? 2 : 1;
            return fields.size() == wanted ? new Type(kind, 0, 0, fields) : null;
        }

        private String fieldName() {
            if (!accept('`')) {
                String word = word();
                return word.isEmpty() ? null : word;
            }
            StringBuilder name = new StringBuilder();
            while (at < text.length()) {
                char c = text.charAt(at++);
                if (c == '`') {
                    if (at == text.length() || text.charAt(at) != '`') {
                        break;
                    }
                    at++;
                }
                name.append(c);
            }
            return name.toString();
        }

        /** Returns the numbers in parentheses; empty if there are none, null if something else is there. */
        private List<Integer> numbers() {
            List<Integer> numbers = new ArrayList<>();
            if (!accept('(')) {
                return numbers;
            }
            do {
                String digits = word();
                if (!digits.matches("[0-9]{1,9}")) {
                    return null;
                }
                numbers.add(Integer.parseInt(digits));
            } while (accept(','));
            return accept(')') ? numbers : null;
        }

        private static Type plain(String word, List<Integer> numbers) {
            if (numbers == null) {
                return null;
            }
            int first = numbers.isEmpty() ? -1 : numbers.get(0);
            return switch (word) {
                case "unknown" -> Type.UNKNOWN;
                case "boolean" -> Type.BOOLEAN;
                case "tinyint" -> Type.TINYINT;
                case "smallint" -> Type.SMALLINT;
                case "int", "integer" -> Type.INTEGER;
                case "bigint" -> Type.BIGINT;
                case "float", "real" -> Type.REAL;
                case "double" -> Type.DOUBLE;
                case "string" -> Type.VARCHAR;
                case "varchar" -> first < 0 ? Type.VARCHAR : Type.varchar(first);
                case "char" -> Type.charType(Math.max(1, first));
                case "binary", "varbinary" -> Type.VARBINARY;
                case "date" -> Type.DATE;
                case "timestamp" ->
                    first > TIMESTAMP_DIGITS ? null : Type.timestamp(first < 0 ? TIMESTAMP_DIGITS : first);
                case "time" -> first > TIMESTAMP_DIGITS ? null : new Type(TypeKind.TIME, first < 0 ? 3 : first, 0);
                case "decimal", "numeric", "dec" -> decimal(numbers);
                default -> null;
            };
        }

        private static Type decimal(List<Integer> numbers) {
            int precision = numbers.isEmpty() ? DEFAULT_DECIMAL_PRECISION : numbers.get(0);
            int scale = numbers.size() < 2 ? 0 : numbers.get(1);
            boolean valid = precision >= 1 && precision <= Type.MAX_DECIMAL_PRECISION && scale <= precision;
            return valid ? Type.decimal(precision, scale) : null;
        }
    }
}
