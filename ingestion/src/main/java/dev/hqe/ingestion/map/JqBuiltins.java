package dev.hqe.ingestion.map;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import net.thisptr.jackson.jq.BuiltinFunctionLoader;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.Function;
import net.thisptr.jackson.jq.PathOutput;
import net.thisptr.jackson.jq.Scope;
import net.thisptr.jackson.jq.Version;
import net.thisptr.jackson.jq.Versions;
import net.thisptr.jackson.jq.internal.JsonQueryFunction;
import net.thisptr.jackson.jq.path.Path;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.StringNode;

/// The functions that expressions may call: those of jq, each metered. Made once, with the first
/// expression. Thread-safe.
final class JqBuiltins {

    static final Version VERSION = Versions.JQ_1_7;

    /// What shows the inside of the library, or what is outside; those that it does not have today
    /// are named in case it gets them.
    private static final Set<String> LEFT_OUT =
            Set.of("debug_scope", "env", "input", "inputs", "debug", "input_filename", "halt");

    /// Below what it needs to be made.
    static final JqBuiltins ALL = new JqBuiltins();

    private final Scope scope = Scope.newEmptyScope();
    private final Map<String, Function> functions = new HashMap<>();

    private JqBuiltins() {
        BuiltinFunctionLoader.getInstance()
                .listFunctions(VERSION, scope)
                .forEach((name, function) -> {
                    if (!LEFT_OUT.contains(name.replaceAll("/.*", ""))) {
                        functions.put(name, metered(function));
                    }
                });
        functions.put("_match_impl/3", JqRegex::match);
        functions.put("_sub_impl/3", JqRegex::sub);
        functions.put("join/1", JqBuiltins::join);
        functions.put("ascii_downcase/0", onText(text -> ascii(text, 'A', 'Z', 'a' - 'A')));
        functions.put("ascii_upcase/0", onText(text -> ascii(text, 'a', 'z', 'A' - 'a')));
        functions.put("splits/1", JqRegex::splits);
        functions.put("splits/2", JqRegex::splits);
        functions.computeIfPresent("setpath/2", (name, function) -> bounded(function));
        functions.forEach(scope::addFunction);
    }

    Scope newScope() {
        return Scope.newChildScope(scope);
    }

    /// Whether there is such a function.
    ///
    /// @param call `name/arguments`
    boolean has(String call) {
        return functions.containsKey(call)
                || functions.containsKey(call.substring(0, call.lastIndexOf('/')));
    }

    Collection<String> names() {
        return functions.keySet().stream()
                .map(name -> name.replaceAll("/.*", ""))
                .filter(name -> !name.startsWith("_"))
                .distinct()
                .sorted()
                .toList();
    }

    private static Function metered(Function function) {
        if (function instanceof JsonQueryFunction inJq) {
            meterBody(inJq);
            return function;
        }
        return (scope, arguments, in, path, output, version) -> {
            JqMeter meter = JqMeter.CURRENT.get();
            // what is written in Java goes through its input without being counted
            meter.steps(1 + (in.isString() ? in.asString().length() / 16 : in.size()));
            function.apply(
                    scope,
                    arguments,
                    in,
                    path,
                    (value, at) -> {
                        meter.emitted(value, at);
                        output.emit(value, at);
                    },
                    version);
        };
    }

    /// The library's own go through a text as an array of numbers.
    private static Function onText(UnaryOperator<String> change) {
        return (scope, arguments, in, path, output, version) -> {
            if (!in.isString()) {
                throw JqRegex.wrong("a text is wanted, not " + JqExpression.kind(in));
            }
            JqMeter.CURRENT.get().chars(in.asString().length());
            output.emit(StringNode.valueOf(change.apply(in.asString())), null);
        };
    }

    private static String ascii(String text, char first, char last, int shift) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter >= first && letter <= last) {
                changed.setCharAt(i, (char) (letter + shift));
            }
        }
        return changed.toString();
    }

    /// An array is filled up to the place that is set, so that place has a bound.
    private static Function bounded(Function setpath) {
        return (scope, arguments, in, path, output, version) -> {
            JqRegex.each(
                    arguments.getFirst(),
                    scope,
                    in,
                    to -> to.forEach(step -> JqMeter.CURRENT.get().place(step)));
            setpath.apply(scope, arguments, in, path, output, version);
        };
    }

    private static void meterBody(JsonQueryFunction function) {
        try {
            Field body = JsonQueryFunction.class.getDeclaredField("body");
            body.setAccessible(true);
            body.set(function, new JqInstrument().metered((Expression) body.get(function)));
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jq library has another inside than before", e);
        }
    }

    /// As the library's, with each separator counted.
    private static void join(
            Scope scope,
            List<Expression> arguments,
            JsonNode in,
            @Nullable Path path,
            PathOutput output,
            Version version) {
        JqRegex.each(
                arguments.getFirst(),
                scope,
                in,
                separator -> {
                    if (!in.isContainer()) {
                        throw JqRegex.wrong("join wants an array, not " + JqExpression.kind(in));
                    }
                    StringBuilder joined = new StringBuilder();
                    String between = "";
                    for (JsonNode item : in) {
                        if (item.isContainer()) {
                            throw JqRegex.wrong("join takes texts, not " + JqExpression.kind(item));
                        }
                        String text = item.isNull() ? "" : item.asString();
                        JqMeter.CURRENT.get().chars((long) between.length() + text.length());
                        joined.append(between).append(text);
                        between = separator.isNull() ? "" : separator.asString();
                    }
                    output.emit(StringNode.valueOf(joined.toString()), null);
                });
    }
}
