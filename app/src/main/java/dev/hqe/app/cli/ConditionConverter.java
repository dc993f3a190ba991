package dev.hqe.app.cli;

import dev.hqe.kernel.entity.Condition;
import dev.hqe.kernel.entity.Condition.Operator;
import dev.hqe.kernel.entity.EntityException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/// Reads `$.size>=1000`. The value is a number, `true` or `false` where it looks like one, else
/// text; text in double quotes is always text. Also `$.language in Java,Kotlin`, `$.author` (there
/// is one) and `!$.author` (there is none).
final class ConditionConverter implements ITypeConverter<Condition> {

    private static final Pattern FORM =
            Pattern.compile("(\\$[^=!<>^*~]*)(=|!=|<=|>=|<|>|\\^=|\\*=|~=)(.*)");
    private static final Pattern ANY_OF = Pattern.compile("(\\$\\S+) in (.+)");
    private static final Pattern IS_THERE = Pattern.compile("(!?)(\\$[^=!<>^*~ ]+)");

    private static final Map<String, Operator> OPERATORS =
            Map.of(
                    "*=", Operator.CONTAINS,
                    "~=", Operator.CONTAINS_IGNORE_CASE,
                    "=", Operator.EQUAL,
                    "!=", Operator.NOT_EQUAL,
                    "<", Operator.LESS,
                    "<=", Operator.LESS_OR_EQUAL,
                    ">", Operator.GREATER,
                    ">=", Operator.GREATER_OR_EQUAL,
                    "^=", Operator.STARTS_WITH);

    @Override
    public Condition convert(String text) {
        try {
            Matcher anyOf = ANY_OF.matcher(text);
            if (anyOf.matches()) {
                List<Object> choices =
                        Arrays.stream(anyOf.group(2).split(","))
                                .map(one -> scalar(one.strip()))
                                .toList();
                return new Condition(anyOf.group(1), Operator.IN, choices);
            }
            Matcher isThere = IS_THERE.matcher(text);
            if (isThere.matches()) {
                return new Condition(isThere.group(2), Operator.EXISTS, isThere.group(1).isEmpty());
            }
        } catch (EntityException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
        Matcher matcher = FORM.matcher(text);
        Operator operator = matcher.matches() ? OPERATORS.get(matcher.group(2)) : null;
        if (operator == null) {
            throw new TypeConversionException("'" + text + "' is not like '$.language=Java'");
        }
        String value = matcher.group(3);
        try {
            boolean isText =
                    operator == Operator.STARTS_WITH || operator == Operator.CONTAINS_IGNORE_CASE;
            return new Condition(
                    matcher.group(1).strip(), operator, isText ? unquoted(value) : scalar(value));
        } catch (EntityException e) {
            throw new TypeConversionException(String.valueOf(e.getMessage()));
        }
    }

    private static Object scalar(String value) {
        if (value.equals("true") || value.equals("false")) {
            return Boolean.valueOf(value);
        }
        if (value.matches("-?[0-9]{1,18}")) {
            return Long.valueOf(value);
        }
        if (value.matches("-?[0-9]+\\.[0-9]+")) {
            return Double.valueOf(value);
        }
        return unquoted(value);
    }

    private static String unquoted(String value) {
        boolean quoted = value.length() >= 2 && value.startsWith("\"") && value.endsWith("\"");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }
}
