package dev.hqe.app.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.hqe.app.terminal.FakeTerminal;
import dev.hqe.app.terminal.TypedAhead;
import dev.hqe.mcp.CallId;
import dev.hqe.mcp.Principal;
import dev.hqe.mcp.ToolName;
import dev.hqe.mcp.ToolOrigin;
import dev.hqe.mcp.policy.Approval;
import dev.hqe.mcp.policy.ApprovalQuestion;
import dev.hqe.mcp.policy.ToolWords;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/// How a person at a terminal is asked.
class TerminalApproverTest {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final StringWriter asked = new StringWriter();
    private final FakeTerminal terminal = new FakeTerminal();
    private final CallId call = CallId.next();
    private final PipedOutputStream typing = new PipedOutputStream();

    @Test
    void takesNoLineForAnAnswerThatWasTypedBeforeTheQuestion() throws Exception {
        TerminalApprover approver = approver();
        type("y\nalways\n");

        CompletableFuture<Optional<Approval>> answer = ask(approver);
        await().atMost(PATIENCE).until(() -> asked.toString().contains("Allow it?"));
        type("n\n");

        assertThat(answer.get()).contains(Approval.DENIED);
        assertThat(terminal.complained()).hasToString("(forgotten)");
    }

    @Test
    void takesTheLineThatIsTypedAfterTheQuestion() throws Exception {
        TerminalApprover approver = approver();

        CompletableFuture<Optional<Approval>> answer = ask(approver);
        await().atMost(PATIENCE).until(() -> asked.toString().contains("Allow it?"));
        type("s\n");

        assertThat(answer.get()).contains(Approval.SESSION);
    }

    @Test
    void asksAboutNoOtherCall() throws Exception {
        TerminalApprover other =
                new TerminalApprover(terminal, new PrintWriter(asked, true), CallId.next());

        assertThat(other.ask(question())).isEmpty();
        assertThat(asked.toString()).isEmpty();
    }

    @Test
    void forgetsNothingWhereThereIsNoTerminal() {
        TypedAhead.forget();

        assertThat(ConsolePrompt.isThere()).isFalse();
    }

    private TerminalApprover approver() throws Exception {
        terminal.in(new PipedInputStream(typing));
        return new TerminalApprover(terminal, new PrintWriter(asked, true), call);
    }

    private void type(String text) throws Exception {
        typing.write(text.getBytes(UTF_8));
        typing.flush();
    }

    private ApprovalQuestion question() {
        return new ApprovalQuestion(
                call,
                new Principal(Principal.Kind.PERSON, "hqe call", "1"),
                new ToolName("tickets.close"),
                ToolOrigin.UNKNOWN,
                "",
                new ToolWords("", "", ToolWords.Effect.UNSAID, ToolWords.Reach.UNSAID),
                "",
                Instant.MAX);
    }

    private CompletableFuture<Optional<Approval>> ask(TerminalApprover approver) {
        return CompletableFuture.supplyAsync(() -> {
            try {
                return approver.ask(question());
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
    }
}
