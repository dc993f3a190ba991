package dev.hqe.shim;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/// Carries the bytes between an agent's standard streams and the workbench, and goes on when the
/// workbench does not.
///
/// The caller's thread carries what the agent says, a thread of each connection what the workbench
/// says. Requests that a workbench took with it when it ended are answered with an error, each
/// once; what the agent says next goes to a new workbench, which first hears again how the agent
/// introduced itself, if it did.
final class Bridge {

    private static final int PIECE = 64 << 10;

    /// How long the workbench may go on answering after the agent has closed its end.
    private static final long LAST_ANSWERS_MILLIS = 10_000;

    /// After a failed start the next message tries again, but not in a frenzy.
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Doorway doorway;
    private final Doorway.Greeter greeter;
    private final InputStream agent;
    private final AgentOutput output;
    private final PrintStream log;
    private final Conversation conversation = new Conversation();
    private final List<MessageScanner.Head> requests = new ArrayList<>();
    private final MessageScanner scanner = new MessageScanner(new FromAgent());
    private @Nullable Connection connection;
    private boolean wasConnected;
    private @Nullable String failure;
    private long failedAt;

    Bridge(
            Doorway doorway,
            Doorway.Greeter greeter,
            FileInputStream agent,
            FileOutputStream output,
            PrintStream log) {
        this.doorway = doorway;
        this.greeter = greeter;
        this.agent = agent;
        this.output = new AgentOutput(output);
        this.log = log;
    }

    /// What is heard from the agent, noted before it is passed on.
    private final class FromAgent implements MessageScanner.Listener {

        @Override
        public void message(MessageScanner.Head head) {
            if (head.isRequest()) {
                requests.add(head);
            }
            conversation.agentSays(head);
        }

        @Override
        public void line(byte @Nullable [] line) {
            conversation.agentLine(line);
        }
    }

    /// Carries until the agent closes its end or cannot be written to.
    void run() throws IOException, InterruptedException {
        byte[] bytes = new byte[PIECE];
        connect(); // a start takes a while: it begins before the agent has said anything
        for (int n = agent.read(bytes); n >= 0; n = agent.read(bytes)) {
            if (output.isClosed()) {
                return;
            }
            pass(bytes, n);
        }
        Connection last = connection;
        if (last != null) {
            last.end();
        }
    }

    private void pass(byte[] bytes, int length) throws IOException, InterruptedException {
        int from = 0;
        if (!scanner.isBetweenLines() && !isConnected()) {
            // The first part of this line went away with a workbench.
            from = skipLine(bytes, length);
        }
        if (from == length) {
            return;
        }
        boolean begins = scanner.isBetweenLines();
        int at = from;
        while (at < length) {
            at += scanner.scan(bytes, at, length - at);
        }
        List<MessageScanner.Head> asked = List.copyOf(requests);
        requests.clear();
        if (!isConnected() && begins) {
            connect();
        }
        send(bytes, from, length, asked, begins);
    }

    private int skipLine(byte[] bytes, int length) {
        int taken = scanner.scan(bytes, 0, length);
        List<MessageScanner.Head> lost = List.copyOf(requests);
        requests.clear();
        refuse(lost, "The workbench has ended before it had this message.");
        return taken;
    }

    private void send(
            byte[] bytes, int from, int length, List<MessageScanner.Head> asked, boolean begins)
            throws IOException, InterruptedException {
        Connection to = connection;
        if (to == null || !to.isOpen()) {
            refuse(asked, failure == null ? Conversation.ENDED : failure);
            return;
        }
        if (to.write(ByteBuffer.wrap(bytes, from, length - from))) {
            return;
        }
        to.awaitEnd();
        // Nothing of it was taken in, and nobody was told that it was lost: it is as if the agent
        // had not said it yet.
        if (begins && conversation.areOpen(asked)) {
            connect();
            Connection next = connection;
            if (next != null) {
                next.write(ByteBuffer.wrap(bytes, from, length - from));
                return;
            }
            refuse(asked, failure == null ? Conversation.ENDED : failure);
        }
    }

    private void refuse(List<MessageScanner.Head> requests, String why) {
        for (MessageScanner.Head request : requests) {
            String id = request.id();
            if (id != null && conversation.takeBack(id)) {
                output.error(id, why);
            }
        }
    }

    private boolean isConnected() {
        Connection now = connection;
        return now != null && now.isOpen();
    }

    private void connect() throws InterruptedException {
        if (failure != null && System.nanoTime() - failedAt < AGAIN_NANOS) {
            return;
        }
        connection = null;
        failure = null;
        try {
            Visit visit = doorway.enter(greeter);
            if (visit == null) {
                fail("There is no workbench, and none may be started.");
                return;
            }
            Connection made = new Connection(visit.channel());
            connection = made;
            if (wasConnected) {
                resume(made);
            }
            wasConnected = true;
            made.start();
        } catch (IOException e) {
            fail("HQE Workbench: " + e.getMessage());
        }
    }

    private void fail(String why) {
        failure = why;
        failedAt = System.nanoTime();
        log.println("hqe: " + why);
        log.flush();
    }

    /// Says to a new workbench what the agent said to the one before about itself.
    private void resume(Connection made) {
        List<byte[]> before = conversation.replay();
        for (byte[] line : before) {
            made.write(ByteBuffer.wrap(line));
        }
        if (!before.isEmpty()) {
            log.println("hqe: the workbench had ended; connected to a new one");
            output.line(Conversation.TOOLS_CHANGED);
        }
    }

    /// One connection to a workbench, and the thread that carries what comes from it.
    private final class Connection implements MessageScanner.Listener {

        private final SocketChannel channel;
        private final Thread reader = new Thread(this::read, "from-workbench");
        private final MessageScanner scanner = new MessageScanner(this);
        private volatile boolean open = true;
        private boolean swallow;

        Connection(SocketChannel channel) {
            this.channel = channel;
            reader.setDaemon(true);
        }

        void start() {
            reader.start();
        }

        boolean isOpen() {
            return open;
        }

        /// @return whether anything of it went out
        boolean write(ByteBuffer bytes) {
            int all = bytes.remaining();
            try {
                Doorway.write(channel, bytes);
                return true;
            } catch (IOException e) {
                return bytes.remaining() < all;
            }
        }

        private void read() {
            byte[] bytes = new byte[PIECE];
            ByteBuffer piece = ByteBuffer.wrap(bytes);
            try {
                while (!output.isClosed() && channel.read(piece.clear()) >= 0) {
                    take(bytes, piece.position());
                }
            } catch (IOException e) {
                // The workbench has ended without a good-bye; the same as with one.
            }
            output.cut();
            for (String id : conversation.lost()) {
                output.error(id, Conversation.ENDED);
            }
            open = false; // what the agent says from here on is for the next workbench
            close();
            if (output.isClosed()) {
                // Nobody reads any more, and the other thread may wait for the agent for ever.
                System.exit(0);
            }
        }

        private void take(byte[] bytes, int length) {
            int at = 0;
            while (at < length) {
                int taken = scanner.scan(bytes, at, length - at);
                boolean ends = bytes[at + taken - 1] == '\n';
                if (ends && swallow) {
                    output.drop();
                    swallow = false;
                } else {
                    output.piece(bytes, at, taken, ends);
                }
                at += taken;
            }
            output.flush();
        }

        @Override
        public void message(MessageScanner.Head head) {
            if (head.isResponse() && conversation.answered(head)) {
                swallow = true;
            }
        }

        @Override
        public void line(byte @Nullable [] line) {
            // Lines are carried piece by piece.
        }

        /// The agent has closed its end: what it has asked is still answered.
        void end() throws InterruptedException {
            try {
                channel.shutdownOutput();
            } catch (IOException e) {
                return; // it has ended already
            }
            reader.join(LAST_ANSWERS_MILLIS);
        }

        void awaitEnd() throws InterruptedException {
            reader.join(LAST_ANSWERS_MILLIS);
        }

        private void close() {
            try {
                channel.close();
            } catch (IOException e) {
                log.println("hqe: closing the connection: " + e.getMessage());
            }
        }
    }

    /// Text as it stands in a JSON string.
    static String quoted(String text) {
        StringBuilder json = new StringBuilder(text.length() + 2).append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(' ');
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }

    /// The agent's end: whole lines, so that what the workbench did not finish is not there at all.
    private static final class AgentOutput {

        /// As much of a line is held back until its end is there.
        private static final int HELD = 1 << 20;

        private final OutputStream out;
        private byte[] held = new byte[PIECE];
        private int size;
        private int whole;
        private boolean partSent;
        private volatile boolean closed;

        AgentOutput(OutputStream out) {
            this.out = out;
        }

        boolean isClosed() {
            return closed;
        }

        synchronized void piece(byte[] bytes, int offset, int length, boolean ends) {
            if (size + length > held.length) {
                makeRoom(length);
            }
            System.arraycopy(bytes, offset, held, size, length);
            size += length;
            if (ends) {
                whole = size;
                partSent = false;
            }
        }

        private void makeRoom(int length) {
            flush();
            if (size + length > HELD) {
                send(held, size);
                partSent = size > 0 || partSent;
                size = 0;
            }
            if (size + length > held.length) {
                held = Arrays.copyOf(held, Math.max(2 * held.length, size + length));
            }
        }

        /// Sends the lines that are whole.
        synchronized void flush() {
            if (whole > 0) {
                send(held, whole);
                System.arraycopy(held, whole, held, 0, size - whole);
                size -= whole;
                whole = 0;
                if (size == 0 && held.length > PIECE) {
                    held = new byte[PIECE];
                }
            }
        }

        /// Forgets the line that has just ended or is not whole yet.
        synchronized void drop() {
            size = whole;
        }

        /// No more of the line in the middle of which this is will come.
        synchronized void cut() {
            flush();
            size = 0;
            if (partSent) {
                partSent = false;
                send(new byte[] {'\n'}, 1);
            }
        }

        synchronized void error(String id, String why) {
            line(
                    "{\"jsonrpc\":\"2.0\",\"id\":"
                            + id
                            + ",\"error\":{\"code\":-32603,\"message\":"
                            + quoted(why)
                            + "}}");
        }

        synchronized void line(String json) {
            flush();
            if (!partSent) {
                byte[] bytes = (json + '\n').getBytes(StandardCharsets.UTF_8);
                send(bytes, bytes.length);
            }
        }

        private void send(byte[] bytes, int length) {
            try {
                out.write(bytes, 0, length);
            } catch (IOException e) {
                closed = true; // the agent is gone; its other end will say so as well
            }
        }
    }
}
