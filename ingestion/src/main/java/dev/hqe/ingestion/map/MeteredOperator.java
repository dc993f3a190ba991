package dev.hqe.ingestion.map;

import net.thisptr.jackson.jq.internal.operators.BinaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectMapper;

/// An operator that counts what it is about to make before it makes it: `"x" * 1000000000` is one
/// step, and a gigabyte.
record MeteredOperator(BinaryOperator inner) implements BinaryOperator {

    @Override
    public JsonNode apply(ObjectMapper mapper, JsonNode left, JsonNode right) {
        JqMeter meter = JqMeter.CURRENT.get();
        meter.step();
        if (left.isString() && right.isString()) {
            meter.chars((long) left.asString().length() + right.asString().length());
        } else if (left.isString() && right.isNumber()) {
            repeated(meter, left, right);
        } else if (left.isNumber() && right.isString()) {
            repeated(meter, right, left);
        } else if (left.isContainer() && right.isContainer()) {
            meter.steps((long) left.size() + right.size());
        }
        return inner.apply(mapper, left, right);
    }

    private static void repeated(JqMeter meter, JsonNode text, JsonNode count) {
        double chars = text.asString().length() * Math.max(1, count.asDouble());
        meter.chars((long) Math.min(chars, Long.MAX_VALUE / 2.0));
    }

    @Override
    public String image() {
        return inner.image();
    }
}
