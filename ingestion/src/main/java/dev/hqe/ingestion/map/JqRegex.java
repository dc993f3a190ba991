package dev.hqe.ingestion.map;

import dev.hqe.kernel.json.Json;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.exception.JsonQueryException;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.BooleanNode;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

/// `test`, `match`, `sub` and the like on the patterns of `java.util.regex`: it reads its input one
/// character at a time, which can be counted, and the library's own engine can backtrack for ever.
final class JqRegex {

    private static final Expression NO_FLAGS =
            (scope, in, path, output, requirePath) -> output.emit(NullNode.getInstance(), null);

    private JqRegex() {}

    static JsonQueryException wrong(String message) {
        return new JsonQueryException(message);
    }

    static void each(Expression expression, Scope scope, JsonNode in, Consumer<JsonNode> consumer) {
        expression.apply(scope, in, null, (value, path) -> consumer.accept(value), false);
    }

    /// `_match_impl(regex; flags; test)`, on which the library's `test`, `match`, `capture`, `scan`
    /// and `splits` stand.
    static void match(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            @Nullable Path path,
            PathOutput output,
            Version version) {
        String text = text(in);
        each(
                arguments.get(2),
                scope,
                in,
                test ->
                        each(
                                arguments.get(1),
                                scope,
                                in,
                                flags ->
                                        each(
                                                arguments.get(0),
                                                scope,
                                                in,
                                                regex -> {
                                                    Matcher matcher = matcher(regex, flags, text);
                                                    output.emit(
                                                            test.asBoolean()
                                                                    ? BooleanNode.valueOf(
                                                                            finds(matcher))
                                                                    : matches(
                                                                            matcher,
                                                                            text,
                                                                            isGlobal(flags)),
                                                            null);
                                                })));
    }

    /// `splits(regex)` and `splits(regex; flags)`; the library's own goes as deep as there are
    /// parts.
    static void splits(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            @Nullable Path path,
            PathOutput output,
            Version version) {
        String text = text(in);
        Expression flags = arguments.size() > 1 ? arguments.get(1) : NO_FLAGS;
        each(
                arguments.getFirst(),
                scope,
                in,
                regex ->
                        each(
                                flags,
                                scope,
                                in,
                                letters -> {
                                    Matcher matcher = matcher(regex, letters, text);
                                    int from = 0;
                                    while (finds(matcher)) {
                                        String part = text.substring(from, matcher.start());
                                        output.emit(StringNode.valueOf(part), null);
                                        from = matcher.end();
                                    }
                                    output.emit(StringNode.valueOf(text.substring(from)), null);
                                }));
    }

    /// `_sub_impl(regex; replacement; flags)`; the replacement sees the named groups.
    static void sub(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            @Nullable Path path,
            PathOutput output,
            Version version) {
        String text = text(in);
        each(
                arguments.get(0),
                scope,
                in,
                regex ->
                        each(
                                arguments.get(2),
                                scope,
                                in,
                                flags -> {
                                    Matcher matcher = matcher(regex, flags, text);
                                    StringBuilder result = new StringBuilder();
                                    int from = 0;
                                    while (finds(matcher)) {
                                        result.append(text, from, matcher.start());
                                        ObjectNode groups = named(matcher);
                                        each(
                                                arguments.get(1),
                                                scope,
                                                groups,
                                                with -> result.append(text(with)));
                                        JqMeter.CURRENT.get().chars(matcher.end() - from + 1L);
                                        from = matcher.end();
                                        if (!isGlobal(flags)) {
                                            break;
                                        }
                                    }
                                    result.append(text, from, text.length());
                                    output.emit(StringNode.valueOf(result.toString()), null);
                                }));
    }

    private static ObjectNode named(Matcher matcher) {
        ObjectNode groups = Json.object();
        matcher.namedGroups().keySet().forEach(name -> groups.put(name, matcher.group(name)));
        return groups;
    }

    private static ArrayNode matches(Matcher matcher, String text, boolean all) {
        ArrayNode found = Json.MAPPER.createArrayNode();
        Map<String, Integer> names = matcher.namedGroups();
        while (finds(matcher)) {
            ObjectNode one = found.addObject();
            one.put("offset", text.codePointCount(0, matcher.start()));
            one.put("length", text.codePointCount(matcher.start(), matcher.end()));
            one.put("string", matcher.group());
            ArrayNode captures = one.putArray("captures");
            for (int group = 1; group <= matcher.groupCount(); group++) {
                ObjectNode capture = captures.addObject();
                int start = matcher.start(group);
                capture.put("offset", start < 0 ? -1 : text.codePointCount(0, start));
                capture.put(
                        "length", start < 0 ? 0 : text.codePointCount(start, matcher.end(group)));
                capture.put("string", matcher.group(group));
                int number = group;
                capture.put(
                        "name",
                        names.entrySet().stream()
                                .filter(entry -> entry.getValue() == number)
                                .map(Map.Entry::getKey)
                                .findFirst()
                                .orElse(null));
            }
            JqMeter.CURRENT.get().steps(1L + matcher.start() / 64); // offsets are counted anew
            if (!all) {
                break;
            }
        }
        return found;
    }

    private static boolean finds(Matcher matcher) {
        JqMeter.CURRENT.get().step();
        return matcher.find();
    }

    private static String text(JsonNode node) {
        if (!node.isString()) {
            throw wrong("a pattern is matched with a text, not with a " + JqExpression.kind(node));
        }
        return node.asString();
    }

    private static boolean isGlobal(JsonNode flags) {
        return flags.isString() && flags.asString().contains("g");
    }

    private static Matcher matcher(JsonNode regex, JsonNode flags, String text) {
        try {
            return Pattern.compile(text(regex), flags(flags.isNull() ? "" : text(flags)))
                    .matcher(new Counted(text, JqMeter.CURRENT.get()));
        } catch (PatternSyntaxException e) {
            throw wrong("'" + regex.asString() + "' is no pattern: " + e.getDescription());
        }
    }

    private static int flags(String letters) {
        int flags = 0;
        for (int i = 0; i < letters.length(); i++) {
            flags |=
                    switch (letters.charAt(i)) {
                        case 'g', 'n', 'l' -> 0;
                        case 'i' -> Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                        case 'x' -> Pattern.COMMENTS;
                        case 's', 'p' -> Pattern.DOTALL;
                        default -> throw wrong("'" + letters + "' are no flags of a pattern");
                    };
        }
        return flags;
    }

    /// A text whose reading is counted: eight characters are a step.
    private static final class Counted implements CharSequence {

        private static final int CHARS = 8;

        private final String text;
        private final JqMeter meter;
        private int read;

        Counted(String text, JqMeter meter) {
            this.text = text;
            this.meter = meter;
        }

        @Override
        public char charAt(int index) {
            if (++read % CHARS == 0) {
                meter.step();
            }
            return text.charAt(index);
        }

        @Override
        public int length() {
            return text.length();
        }

        @Override
        public CharSequence subSequence(int start, int end) {
            return text.substring(start, end);
        }

        @Override
        public String toString() {
            return text;
        }
    }
}
