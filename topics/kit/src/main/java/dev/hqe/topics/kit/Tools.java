package dev.hqe.topics.kit;

import dev.hqe.topics.kit.json.ByteSink;
import dev.hqe.topics.kit.json.ByteSource;
import dev.hqe.topics.kit.json.MalformedInput;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The tools of one Wasm module by name: JSON Lines in, one JSON value out.
///
/// [#serve] is what the module does; [#call] is the same without WASI, so that a test can run it on
/// the JVM and compare. Thread-safe once all tools are in it.
public final class Tools {
    private final Map<String, Tool> byName = new LinkedHashMap<>();

    /// Adds a tool, under the name that the manifest's `args` has for it.
    public Tools with(String name, Tool tool) {
        if (byName.put(name, tool) != null) {
            throw new IllegalArgumentException("two tools are called '" + name + "'");
        }
        return this;
    }

    /// The names in the order in which they were added.
    public List<String> names() {
        return List.copyOf(byName.keySet());
    }

    /// Answers the call that the host makes: the first argument after the module's own name says
    /// the tool. Ends with code 0 and the result on standard output, or with code 1 and one line on
    /// standard error.
    ///
    /// @param args what `main` was given
    public void serve(String[] args) {
        try {
            call(
                    args.length == 0 ? "" : args[0],
                    Wasi::read,
                    (buffer, offset, length) -> Wasi.write(Wasi.STDOUT, buffer, offset, length),
                    new ImportedFunctions());
        } catch (ToolError e) {
            byte[] line = (e.getMessage() + "\n").getBytes(StandardCharsets.UTF_8);
            Wasi.write(Wasi.STDERR, line, 0, line.length);
            Wasi.exit(1);
        }
    }

    /// Answers one call of a tool that asks nothing of the workbench.
    ///
    /// @param in the arguments object on the first line, an entity on every further one
    /// @param out receives the result; what it holds after an error is to be thrown away
    /// @throws ToolError with a message of one line if the call cannot be answered
    public void call(String tool, ByteSource in, ByteSink out) {
        call(tool, in, out, new NoWorkbench());
    }

    /// Answers one call.
    ///
    /// @param in the arguments object on the first line, an entity on every further one
    /// @param out receives the result; what it holds after an error is to be thrown away
    /// @param functions answer what the tool asks of [Call#host]
    /// @throws ToolError with a message of one line if the call cannot be answered
    public void call(String tool, ByteSource in, ByteSink out, HostFunctions functions) {
        try {
            Call call = new Call(in, out, functions);
            Tool named = byName.get(tool);
            if (named == null) {
                throw new ToolError("unknown tool; this module has " + listed());
            }
            named.answer(call);
            call.result().flush();
        } catch (MalformedInput | ArithmeticException e) {
            throw new ToolError(String.valueOf(e.getMessage()));
        }
    }

    private String listed() {
        List<String> names = names();
        int last = names.size() - 1;
        return last < 1
                ? String.join("", names)
                : String.join(", ", names.subList(0, last)) + " and " + names.get(last);
    }
}
