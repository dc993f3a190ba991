package dev.hqe.topics.codeaudit.guest;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/// The same call on the JVM.
final class JvmTool {
    private JvmTool() {}

    static String call(String tool, String input) {
        ByteArrayInputStream in = new ByteArrayInputStream(input.getBytes(StandardCharsets.UTF_8));
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        CodeAudit.call(tool, in::read, out::write);
        return out.toString(StandardCharsets.UTF_8);
    }
}
