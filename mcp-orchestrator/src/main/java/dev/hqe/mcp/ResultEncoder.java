package dev.hqe.mcp;

import dev.hqe.kernel.json.Json;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.MissingNode;
import tools.jackson.databind.node.ObjectNode;

/// Writes outcomes as JSON, never more than a given number of bytes. Stateless.
///
/// "For backwards compatibility, a tool that returns structured content SHOULD also return the
/// serialized JSON in a TextContent block" (2025-11-25 and 2026-07-28, Tools, "Structured
/// Content"). That is done up to [#MAX_REPEATED] bytes. Above, the text block only points at the
/// structured value: twice the same megabytes, once escaped, help nobody who can read the first.
/// For clients of versions that cannot, the text is made when their answer is framed.
final class ResultEncoder {

    /// Largest structured value that is said again as text.
    static final int MAX_REPEATED = 64 * 1024;

    /// Fits into [ResultBudget#SMALL] even if every character has to be escaped.
    private static final int MAX_WORDS = 8_000;

    private final int maxBytes;

    ResultEncoder(int maxBytes) {
        this.maxBytes = maxBytes;
    }

    /// The answer for an outcome; one that is too large or cannot be written becomes a failure that
    /// says so.
    ///
    /// @param lease takes the result's bytes into account, and may wait
    /// @throws InterruptedException when interrupted while it waits
    ToolAnswer.Result encode(ToolName tool, ToolOutcome outcome, ResultBudget.Lease lease)
            throws InterruptedException {
        try {
            ResultJson json = json(outcome, lease);
            lease.shrink(json.size());
            return new ToolAnswer.Result(outcome, json);
        } catch (NoRoom e) {
            throw new InterruptedException("interrupted while a result waited for room");
        } catch (TooLarge e) {
            lease.shrink(0);
            return failed(
                    tool
                            + " answered with more than "
                            + maxBytes
                            + " bytes of JSON, the most a result may have: ask it for less");
        } catch (JacksonException e) {
            lease.shrink(0);
            return failed(tool + " answered with something that cannot be written as JSON");
        }
    }

    /// The members of an object as text, without its braces; empty when there are none, they are
    /// too large or cannot be written.
    ///
    /// @param lease as above
    /// @throws InterruptedException as above
    Optional<RawJson> members(ObjectNode value, ResultBudget.Lease lease)
            throws InterruptedException {
        try {
            byte[] json = tree(value, new Capped(0, maxBytes, lease));
            lease.shrink(json.length);
            return value.isEmpty()
                    ? Optional.empty()
                    : Optional.of(RawJson.wrap(Arrays.copyOfRange(json, 1, json.length - 1)));
        } catch (NoRoom e) {
            throw new InterruptedException("interrupted while a result waited for room");
        } catch (TooLarge | JacksonException e) {
            lease.shrink(0);
            return Optional.empty();
        }
    }

    /// The answer for a failure that a few words of ours tell; more than a few are cut.
    static ToolAnswer.Result failed(String words) {
        String message = words.substring(0, Math.min(words.length(), MAX_WORDS));
        RawJson content = RawJson.wrap(array(List.of(new Content.Text(message)), Capped.small()));
        return new ToolAnswer.Result(
                new ToolOutcome.Failed(message),
                new ResultJson(content, Optional.empty(), false, false, true));
    }

    private ResultJson json(ToolOutcome outcome, ResultBudget.Lease lease) {
        return switch (outcome) {
            case ToolOutcome.Ok(JsonNode structured, List<Content> content) ->
                    ok(structured, content, lease);
            case ToolOutcome.Refused(String message, String fix) ->
                    error(fix.isEmpty() ? message : message + "\n" + fix, lease);
            case ToolOutcome.Failed(String message) -> error(message, lease);
            case ToolOutcome.Relayed relayed -> relayed(relayed, lease);
        };
    }

    /// What another server wrote is not written again; only its size counts.
    private ResultJson relayed(ToolOutcome.Relayed relayed, ResultBudget.Lease lease) {
        new Capped(0, maxBytes, lease).check(relayed.size());
        return new ResultJson(
                relayed.content(),
                relayed.structured(),
                relayed.structuredIsObject(),
                false,
                relayed.isError(),
                relayed.saysIsError(),
                relayed.more());
    }

    private ResultJson error(String message, ResultBudget.Lease lease) {
        return unstructured(List.of(new Content.Text(message)), true, lease);
    }

    private ResultJson unstructured(
            List<Content> content, boolean isError, ResultBudget.Lease lease) {
        byte[] blocks = array(content, new Capped(0, maxBytes, lease));
        return new ResultJson(RawJson.wrap(blocks), Optional.empty(), false, false, isError);
    }

    private ResultJson ok(JsonNode structured, List<Content> content, ResultBudget.Lease lease) {
        if (structured instanceof MissingNode) {
            return unstructured(content, false, lease);
        }
        byte[] value = tree(structured, new Capped(0, maxBytes, lease));
        boolean pointer = content.isEmpty() && value.length > MAX_REPEATED;
        List<Content> blocks = content;
        if (pointer) {
            blocks =
                    List.of(
                            new Content.Text(
                                    "The result is in structuredContent ("
                                            + value.length
                                            + " bytes)."));
        } else if (content.isEmpty()) {
            blocks = List.of(new Content.Text(new String(value, StandardCharsets.UTF_8)));
        }
        return new ResultJson(
                RawJson.wrap(array(blocks, new Capped(value.length, maxBytes, lease))),
                Optional.of(RawJson.wrap(value)),
                structured.isObject(),
                pointer,
                false);
    }

    private static byte[] tree(JsonNode value, Capped out) {
        Json.MAPPER.writeValue(out, value);
        return out.toByteArray();
    }

    private static byte[] array(List<Content> blocks, Capped out) {
        try (JsonGenerator json = Json.MAPPER.createGenerator(out)) {
            json.writeStartArray();
            for (Content block : blocks) {
                switch (block) {
                    case Content.Text(String text) -> {
                        json.writeStartObject();
                        json.writeStringProperty("type", "text");
                        json.writeStringProperty("text", text);
                        json.writeEndObject();
                    }
                    case Content.Raw(RawJson raw) -> json.writeRawValue(raw.toString());
                }
            }
            json.writeEndArray();
        }
        return out.toByteArray();
    }

    /// Unwinds the encoder once the cap is passed; never leaves this class.
    private static final class TooLarge extends McpException {
        TooLarge() {
            super("result larger than the cap");
        }
    }

    /// Unwinds the encoder once the thread is interrupted; never leaves this class.
    private static final class NoRoom extends McpException {
        NoRoom() {
            super("interrupted while waiting for room");
        }
    }

    private static final class Capped extends ByteArrayOutputStream {

        private final int before;
        private final int max;
        private final ResultBudget.Lease lease;
        private int free;
        private boolean interrupted;

        /// @param before bytes of the result that are written already
        /// @param max most bytes of the whole result
        Capped(int before, int max, ResultBudget.Lease lease) {
            super(256);
            this.before = before;
            this.max = max;
            this.lease = lease;
            this.free = ResultBudget.SMALL;
        }

        /// For what is known to be small.
        static Capped small() {
            return new Capped(0, ResultBudget.SMALL, new ResultBudget(1).lease());
        }

        @Override
        public synchronized void write(int b) {
            check(1);
            super.write(b);
        }

        @Override
        public synchronized void write(byte[] b, int off, int len) {
            check(len);
            super.write(b, off, len);
        }

        private void check(int more) {
            int whole = before + count;
            if (whole > max - more) {
                throw new TooLarge();
            }
            if (whole <= free - more) {
                return;
            }
            if (interrupted) {
                throw new NoRoom(); // a generator that is closed tries to write what it still has
            }
            try {
                lease.grow(max);
            } catch (InterruptedException e) {
                interrupted = true;
                throw new NoRoom();
            }
            free = max;
        }
    }
}
