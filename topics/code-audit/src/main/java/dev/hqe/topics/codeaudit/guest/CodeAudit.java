package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.json.ByteSink;
import dev.hqe.topics.codeaudit.json.ByteSource;
import dev.hqe.topics.codeaudit.json.JsonWriter;
import dev.hqe.topics.codeaudit.json.LineReader;
import dev.hqe.topics.codeaudit.json.MalformedInput;
import dev.hqe.topics.codeaudit.secrets.TooManySecrets;

/// The three tools on byte streams: JSON Lines in, one JSON value out.
///
/// This is all that the Wasm module does, without WASI, so that a test can run it on the JVM and
/// compare.
public final class CodeAudit {
    private CodeAudit() {}

    /// Answers one call.
    ///
    /// @param tool `find_secrets`, `redact` or `restore`
    /// @param in the arguments object on the first line, an entity on every further one
    /// @param out receives the result; what it holds after an error is to be thrown away
    /// @throws ToolError with a message of one line if the call cannot be answered
    public static void call(String tool, ByteSource in, ByteSink out) {
        LineReader lines = new LineReader(in);
        JsonWriter result = new JsonWriter(out);
        try {
            if (!lines.next()) {
                throw new ToolError("the first line of input, the arguments object, is missing");
            }
            Arguments arguments = Arguments.read(lines.json());
            switch (tool) {
                case "find_secrets" -> new FindSecrets(arguments, result).run(lines);
                case "redact" -> new RedactText(arguments, result).redact();
                case "restore" -> new RedactText(arguments, result).restore();
                default ->
                        throw new ToolError(
                                "unknown tool; this module has find_secrets, redact and restore");
            }
        } catch (MalformedInput | TooManySecrets e) {
            throw new ToolError(String.valueOf(e.getMessage()));
        }
        result.flush();
    }
}
