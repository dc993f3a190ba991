package dev.hqe.topics.kit.build;

import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Real;
import dev.hqe.topics.kit.Tools;
import dev.hqe.topics.kit.json.JsonWriter;

/// A module that calculates: what a test compiles to Wasm.
public final class NumbersTool {
    static final Tools TOOLS =
            new Tools()
                    .with("numbers", NumbersTool::numbers)
                    .with("tree", NumbersTool::tree)
                    .with("blanks", NumbersTool::blanks);

    private NumbersTool() {}

    public static void main(String[] args) {
        TOOLS.serve(args);
    }

    private static void numbers(Call call) {
        JsonWriter out = call.result().beginArray();
        for (double x : call.arguments().numbers("of")) {
            double size = Math.abs(x);
            out.beginArray().number(x).number(x, 4);
            out.number(Math.sqrt(size)).number(Math.floor(x)).number(Math.ceil(x));
            out.number(Math.rint(x)).number(Real.log(size + 1)).number(Real.exp(-size));
            out.number(Real.pow(size, 0.7)).endArray();
        }
        out.endArray();
    }

    private static void tree(Call call) {
        call.result().value(call.arguments().get("value").orElseThrow());
    }

    private static void blanks(Call call) {
        JsonWriter out = call.result().beginArray();
        for (char c = 0; c <= '\u3000'; c++) {
            String text = String.valueOf(c);
            out.bool(text.isBlank()).bool(text.strip().isEmpty());
            out.bool(text.stripTrailing().isEmpty()).bool(text.trim().isEmpty());
            out.bool(Character.isWhitespace(c)).bool(Character.isSpaceChar(c));
        }
        out.endArray();
    }
}
