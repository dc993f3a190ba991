package dev.hqe.topics.codeaudit.guest;

import java.nio.charset.StandardCharsets;

/// What `_start` of the Wasm module runs: one call of one tool, named by the first argument after
/// the module's own name. Ends with code 0 and the result on standard output, or with code 1 and
/// one line on standard error.
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        try {
            String tool = args.length == 0 ? "" : args[0];
            CodeAudit.call(
                    tool,
                    Wasi::read,
                    (buffer, offset, length) -> Wasi.write(Wasi.STDOUT, buffer, offset, length));
        } catch (ToolError e) {
            byte[] line = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            Wasi.write(Wasi.STDERR, line, 0, line.length);
            Wasi.exit(1);
        }
    }
}
