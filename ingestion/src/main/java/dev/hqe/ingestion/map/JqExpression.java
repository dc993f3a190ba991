package dev.hqe.ingestion.map;

import dev.hqe.kernel.json.Suggestion;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.internal.javacc.ExpressionParser;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/// A jq expression that gives one value for a record. It sees the record and nothing else, and
/// every evaluation has a bound of steps, depth and text. Thread-safe.
public final class JqExpression {

    /// Longest expression, in characters.
    public static final int MAX_CHARS = 8192;

    private final String text;
    private final Expression expression;

    private JqExpression(String text, Expression expression) {
        this.text = text;
        this.expression = expression;
    }

    /// Compiles an expression.
    ///
    /// @throws MappingException if it is none, or calls a function that there is not
    public static JqExpression compile(String text) {
        if (text.length() > MAX_CHARS) {
            throw new MappingException("is longer than " + MAX_CHARS + " characters");
        }
        try {
            JqInstrument instrument = new JqInstrument();
            Expression metered =
                    instrument.metered(ExpressionParser.compile(text, JqBuiltins.VERSION));
            refuseUnknown(instrument);
            return new JqExpression(text, metered);
        } catch (JsonQueryException e) {
            throw new MappingException("is no jq expression: " + place(e), e);
        } catch (StackOverflowError e) {
            throw new MappingException("is no jq expression: it is nested too deeply", e);
        }
    }

    private static void refuseUnknown(JqInstrument instrument) {
        Set<String> unknown = new TreeSet<>(instrument.called());
        unknown.removeAll(instrument.defined());
        unknown.removeIf(JqBuiltins.ALL::has);
        if (!unknown.isEmpty()) {
            String first = unknown.iterator().next();
            String name = first.substring(0, first.lastIndexOf('/'));
            throw new MappingException(
                    "there is no function "
                            + first
                            + " (name/number of arguments)"
                            + Suggestion.among(name, JqBuiltins.ALL.names()));
        }
    }

    /// `line 1, column 7: …`, without the list of all that the parser would have taken.
    private static String place(JsonQueryException failure) {
        Throwable cause = failure.getCause();
        String said = String.valueOf((cause == null ? failure : cause).getMessage());
        return said.lines().findFirst().orElse("it cannot be parsed").strip();
    }

    /// What it gives for a record.
    ///
    /// @return empty if it gives nothing or null
    /// @throws MappingException if it fails, gives more than one value or takes too much
    public Optional<JsonNode> value(JsonNode record) {
        try {
            return Optional.ofNullable(
                    ScopedValue.where(JqMeter.CURRENT, new JqMeter()).call(() -> evaluate(record)));
        } catch (JqMeter.Exceeded e) {
            throw new MappingException(e.getMessage() + "; simplify it", e);
        } catch (JsonQueryException e) {
            Throwable said = e.getCause() == null ? e : e.getCause(); // not with its class
            throw new MappingException(String.valueOf(said.getMessage()), e);
        } catch (StackOverflowError e) {
            throw new MappingException("it goes too deep; simplify it", e);
        } catch (RuntimeException e) { // the edge: the library's own slips are the expression's
            if (e instanceof MappingException own) {
                throw own;
            }
            throw new MappingException("it fails: " + e, e);
        }
    }

    private @Nullable JsonNode evaluate(JsonNode record) {
        @Nullable JsonNode[] found = new JsonNode[1];
        expression.apply(
                JqBuiltins.ALL.newScope(),
                record,
                null,
                (value, path) -> {
                    if (found[0] != null) {
                        throw new MappingException("it gives more than one value");
                    }
                    found[0] = value;
                },
                false);
        JsonNode value = found[0];
        return value == null || value.isNull() ? null : value;
    }

    /// What a value is, for messages: `array`.
    static String kind(JsonNode value) {
        return value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return text;
    }
}
