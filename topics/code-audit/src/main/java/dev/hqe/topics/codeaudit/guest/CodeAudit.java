package dev.hqe.topics.codeaudit.guest;

import dev.hqe.topics.codeaudit.secrets.TooManySecrets;
import dev.hqe.topics.kit.Call;
import dev.hqe.topics.kit.Tool;
import dev.hqe.topics.kit.ToolError;
import dev.hqe.topics.kit.Tools;

/// The tools: all that the Wasm module does.
public final class CodeAudit {
    /// All tools by the names that the manifest has for them.
    public static final Tools TOOLS =
            new Tools()
                    .with("find_secrets", CodeAudit::findSecrets)
                    .with("redact", bounded(CodeAudit::redact))
                    .with("restore", bounded(CodeAudit::restore))
                    .with("dependencies", CodeAudit::dependencies)
                    .with("risky_patterns", CodeAudit::riskyPatterns)
                    .with("licenses", CodeAudit::licenses)
                    .with("health_score", AuditTools::healthScore)
                    .with("report", AuditTools::report)
                    .with("audit", AuditTools::audit);

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

    private static void dependencies(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new FindDependencies(arguments, call.result()).run(call);
    }

    private static void riskyPatterns(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new FindRiskyPatterns(arguments, call.result()).run(call);
    }

    private static void licenses(Call call) {
        Arguments arguments = Arguments.read(call.argumentsReader());
        new FindLicenses(arguments, call.result()).run(call);
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
