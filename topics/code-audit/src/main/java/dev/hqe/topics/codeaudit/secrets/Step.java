package dev.hqe.topics.codeaudit.secrets;

/// A piece of a token's shape: moves on from an index, or says -1. Steps never go back, which is
/// what keeps a match linear; a run is as long as it can be, so what follows it must be outside its
/// class.
@FunctionalInterface
interface Step {
    int advance(Text text, int at);

    /// Exactly `length` bytes of a class.
    static Step run(int mask, int length) {
        return (text, at) -> {
            int end = text.run(at, mask, length);
            return end - at == length ? end : -1;
        };
    }

    /// `min` to `max` bytes of a class, as many as there are.
    static Step run(int mask, int min, int max) {
        return (text, at) -> {
            int end = text.run(at, mask, max);
            return end - at >= min ? end : -1;
        };
    }

    static Step literal(String ascii) {
        byte[] bytes = Ascii.bytes(ascii);
        return (text, at) -> text.startsWith(bytes, at) ? at + bytes.length : -1;
    }

    /// The step, or nothing.
    static Step maybe(Step step) {
        return (text, at) -> {
            int end = step.advance(text, at);
            return end < 0 ? at : end;
        };
    }

    static Step sequence(Step... steps) {
        return (text, at) -> {
            int here = at;
            for (int i = 0; i < steps.length && here >= 0; i++) {
                here = steps[i].advance(text, here);
            }
            return here;
        };
    }

    /// A UUID's 8-4-4-4-12 hexadecimal digits.
    static Step uuid() {
        return sequence(
                run(CharClass.HEX, 8),
                literal("-"),
                run(CharClass.HEX, 4),
                literal("-"),
                run(CharClass.HEX, 4),
                literal("-"),
                run(CharClass.HEX, 4),
                literal("-"),
                run(CharClass.HEX, 12));
    }
}
