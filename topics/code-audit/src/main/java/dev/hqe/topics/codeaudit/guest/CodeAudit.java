package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.TooManySecrets;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Tool;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.Tools;

/// The three tools: all that the Wasm module does.
public final class CodeAudit {
    /// `find_secrets`, `redact` and `restore`.
    public static final Tools TOOLS =
            new Tools()
                    .with("find_secrets", CodeAudit::findSecrets)
                    .with("redact", bounded(CodeAudit::redact))
                    .with("restore", bounded(CodeAudit::restore));

    private CodeAudit() {}

    private static void findSecrets(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new FindSecrets(arguments, call.result()).run(call);
    }

    private static void redact(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new RedactText(arguments, call.result()).redact();
    }

    private static void restore(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new RedactText(arguments, call.result()).restore();
    }

    private static Tool bounded(Tool tool) {
        return call -> {
            try {
                tool.answer(call);
            } catch (TooManySecrets e) {
                throw new ToolError(String.valueOf(e.getMessage()));
            }
        };
    }
}
