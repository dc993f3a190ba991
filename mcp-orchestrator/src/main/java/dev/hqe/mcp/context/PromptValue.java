package dev.hqe.mcp.context;

import dev.hqe.kernel.json.Suggestion;
import dev.hqe.kernel.topic.TopicManifest.PromptArgument;
import dev.hqe.mcp.Completion;
import dev.hqe.mcp.internal.protocol.Quoted;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/// A value of a prompt's argument, which MCP carries as text, against what the manifest says of it.
final class PromptValue {

    private static final Pattern INTEGER = Pattern.compile("[+-]?[0-9]{1,40}");
    private static final Pattern NUMBER =
            Pattern.compile(
                    "[+-]?([0-9]{1,40}(\\.[0-9]{0,40})?|\\.[0-9]{1,40})([eE][+-]?[0-9]{1,3})?");
    private static final List<String> BOOLEANS = List.of("true", "false");

    private PromptValue() {}

    /// What is wrong with a value; empty if nothing is. Forms leave optional fields empty, so that
    /// counts as not given.
    static Optional<String> problem(PromptArgument argument, String value) {
        if (value.isEmpty() && !argument.required()) {
            return Optional.empty();
        }
        if (!hasType(argument.type(), value)) {
            return Optional.of(argument.name() + " is " + words(argument.type()) + found(value));
        }
        if (!argument.values().isEmpty() && !argument.values().contains(value)) {
            return Optional.of(
                    argument.name()
                            + " is one of "
                            + String.join(", ", argument.values())
                            + found(value)
                            + Suggestion.among(value, argument.values()));
        }
        return Optional.empty();
    }

    private static String found(String value) {
        return ", not '" + Quoted.brief(value) + "'";
    }

    private static boolean hasType(PromptArgument.Type type, String value) {
        return switch (type) {
            case TEXT -> true;
            case INTEGER -> INTEGER.matcher(value).matches();
            case NUMBER -> NUMBER.matcher(value).matches();
            case BOOLEAN -> BOOLEANS.contains(value);
            case DATE -> isDate(value);
        };
    }

    private static boolean isDate(String value) {
        try {
            LocalDate.parse(value);
            return true;
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static String words(PromptArgument.Type type) {
        return switch (type) {
            case TEXT -> "a text";
            case INTEGER -> "a whole number such as 42";
            case NUMBER -> "a number such as 2.5";
            case BOOLEAN -> "true or false";
            case DATE -> "a date such as 2026-03-31";
        };
    }

    /// What the value can be, given its beginning: first what begins so, then what has it in it,
    /// whatever the case.
    static Completion completion(PromptArgument argument, String typed) {
        List<String> all = argument.values();
        if (all.isEmpty() && argument.type() == PromptArgument.Type.BOOLEAN) {
            all = BOOLEANS;
        }
        String wanted = typed.toLowerCase(Locale.ROOT);
        List<String> beginning = new ArrayList<>();
        List<String> containing = new ArrayList<>();
        for (String one : all) {
            String value = one.toLowerCase(Locale.ROOT);
            if (value.startsWith(wanted)) {
                beginning.add(one);
            } else if (value.contains(wanted)) {
                containing.add(one);
            }
        }
        beginning.addAll(containing);
        return new Completion(beginning, beginning.size());
    }
}
