package dev.hqe.ingestion.map;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.thisptr.jackson.jq.Expression;
import net.thisptr.jackson.jq.internal.misc.Pair;
import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import net.thisptr.jackson.jq.internal.tree.FunctionCall;
import net.thisptr.jackson.jq.internal.tree.FunctionDefinition;
import net.thisptr.jackson.jq.internal.tree.ThisObject;
import net.thisptr.jackson.jq.internal.tree.literal.ValueLiteral;
import org.jspecify.annotations.Nullable;

/// Puts a meter into every part of a parsed expression, and notes on the way which functions it
/// calls and defines. The library's tree has no visitor, so this goes by the fields of its nodes;
/// `JqExpressionTest` holds it to every form of expression. For one thread.
final class JqInstrument {

    private static final String LIBRARY = "net.thisptr.jackson.jq.";

    private final Set<String> called = new HashSet<>();
    private final Set<String> defined = new HashSet<>();

    /// The same expression, metered. What is given is used up.
    Expression metered(Expression expression) {
        return (Expression) replaced(expression);
    }

    /// What it calls, as `name/arguments`.
    Set<String> called() {
        return called;
    }

    /// What it defines itself, parameters too, likewise.
    Set<String> defined() {
        return defined;
    }

    private Object replaced(Object node) {
        return switch (node) {
            case ValueLiteral literal -> literal;
            case ThisObject self -> self;
            case Expression expression -> {
                replaceFields(expression);
                note(expression);
                yield new MeteredExpression(expression);
            }
            case BinaryOperator operator -> new MeteredOperator(operator);
            case List<?> list -> {
                List<@Nullable Object> replaced = new ArrayList<>();
                for (Object one : list) {
                    replaced.add(one == null ? null : replaced(one));
                }
                yield replaced;
            }
            case Pair<?, ?> pair ->
                    Pair.of(
                            pair._1 == null ? null : replaced(pair._1),
                            pair._2 == null ? null : replaced(pair._2));
            default -> {
                if (node.getClass().getName().startsWith(LIBRARY) && !node.getClass().isEnum()) {
                    replaceFields(node);
                }
                yield node;
            }
        };
    }

    private void replaceFields(Object node) {
        for (Class<?> type = node.getClass();
                type.getName().startsWith(LIBRARY);
                type = type.getSuperclass()) {
            for (Field field : type.getDeclaredFields()) {
                if (!Modifier.isStatic(field.getModifiers()) && !field.getType().isPrimitive()) {
                    replace(node, field);
                }
            }
        }
    }

    private void replace(Object node, Field field) {
        try {
            field.setAccessible(true);
            Object old = field.get(node);
            if (old == null) {
                return;
            }
            Object fresh = replaced(old);
            if (field.getType().isInstance(fresh)) {
                field.set(node, fresh);
            }
        } catch (IllegalAccessException e) {
            throw new IllegalStateException("the jq library hides " + field, e);
        }
    }

    private void note(Expression expression) {
        switch (expression) {
            case FunctionCall _ -> called.add(name(expression, "name"));
            case FunctionDefinition _ -> {
                defined.add(name(expression, "fname"));
                for (Object parameter : (List<?>) value(expression, "args")) {
                    defined.add(parameter + "/0");
                }
            }
            default -> {}
        }
    }

    private static String name(Expression node, String field) {
        return value(node, field) + "/" + ((List<?>) value(node, "args")).size();
    }

    private static Object value(Object node, String name) {
        try {
            Field field = node.getClass().getDeclaredField(name);
            field.setAccessible(true);
            Object value = field.get(node);
            return value == null ? List.of() : value;
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("the jq library has no " + name + " any more", e);
        }
    }
}
