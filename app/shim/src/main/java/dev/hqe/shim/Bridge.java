package dev.hqe.shim;

import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/// Carries the bytes between an agent's standard streams and the workbench, and goes on when the
/// workbench does not.
///
/// The caller's thread carries what the agent says, a thread of each connection what the workbench
/// says. Requests that a workbench took with it when it ended are answered with an error, each
/// once; what the agent says next goes to a new workbench, which first hears again how the agent
/// introduced itself, if it did. So it is with a workbench that hangs: the connection to it is
/// given up, and what it may say when it goes on is for nobody.
final class Bridge {

    private static final int PIECE = 64 << 10;

    /// How long the workbench may go on answering after the agent has closed its end.
    private static final long LAST_ANSWERS_MILLIS = 10_000;

    /// After a failed start the next message tries again, but not in a frenzy.
    private static final long AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    /// A workbench that says nothing for that long while the agent waits is asked at its door
    /// whether it hangs.
    private static final long QUIET_NANOS =
            TimeUnit.MILLISECONDS.toNanos(Long.getLong("hqe.quiet.millis", 4_000));

    private final Doorway doorway;
    private final Doorway.Greeter greeter;
    private final InputStream agent;
    private final AgentOutput output;
    private final PrintStream log;
    private final Conversation conversation = new Conversation();
    private final List<MessageScanner.Head> requests = new ArrayList<>();
    private final MessageScanner scanner = new MessageScanner(new FromAgent());
    private final Watch watch = new Watch();
    private volatile @Nullable Connection connection;
    private boolean wasConnected;
    private @Nullable String failure;
    private int failureCode = AgentOutput.FAILED;
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
        refuse(
                lost,
                "The workbench has ended, or did not answer, before it had this message. Send it"
                        + " again.");
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
        if (to.say(ByteBuffer.wrap(bytes, from, length - from))) {
            return;
        }
        to.awaitEnd();
        // Nothing of it was taken in, and nobody was told that it was lost: it is as if the agent
        // had not said it yet.
        if (begins && conversation.areOpen(asked)) {
            connect();
            Connection next = connection;
            if (next != null) {
                next.say(ByteBuffer.wrap(bytes, from, length - from));
                return;
            }
            refuse(asked, failure == null ? Conversation.ENDED : failure);
            return;
        }
        refuse(asked, to.end); // what was not told as lost yet
    }

    private void refuse(List<MessageScanner.Head> requests, String why) {
        for (MessageScanner.Head request : requests) {
            String id = request.id();
            if (id != null && conversation.takeBack(id)) {
                output.error(id, failure == null ? AgentOutput.FAILED : failureCode, why);
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
            if (e instanceof DoorException.Misused) {
                failureCode = AgentOutput.INVALID;
            }
        }
    }

    private void fail(String why) {
        failure = why;
        failureCode = AgentOutput.FAILED;
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
        private volatile boolean writing;
        private volatile long heard = System.nanoTime();
        private volatile String end = Conversation.ENDED;
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

        /// Whether the agent waits for it: for an answer, or for it to read.
        boolean isAwaited() {
            return open && (writing || conversation.isAwaited());
        }

        /// Says what the agent has said, under watch.
        ///
        /// @return whether anything of it went out
        boolean say(ByteBuffer bytes) {
            writing = true;
            watch.look();
            try {
                return write(bytes);
            } finally {
                writing = false;
            }
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
                    heard = System.nanoTime();
                    take(bytes, piece.position());
                }
            } catch (IOException e) {
                // The workbench has ended without a good-bye; the same as with one.
            }
            output.cut();
            for (String id : conversation.lost()) {
                output.error(id, AgentOutput.FAILED, end);
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

        /// Waits for it no longer.
        void giveUp(String trouble) {
            end = "HQE Workbench: " + trouble + ". Whether this was carried out is not known.";
            log.println("hqe: " + trouble);
            log.flush();
            close(); // which wakes whoever reads it or writes to it
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

    /// Looks whether a workbench hangs that the agent waits for. It sleeps while the agent waits
    /// for nothing.
    private final class Watch extends Thread {

        private volatile boolean idle;
        private boolean started;

        Watch() {
            super(null, null, "watch", 0, false);
            setDaemon(true);
        }

        /// From here on the agent waits. For the thread that carries what it says.
        void look() {
            if (!started) {
                started = true;
                start();
            } else if (idle) {
                LockSupport.unpark(this);
            }
        }

        @Override
        public void run() {
            try {
                long quietSince = System.nanoTime();
                while (true) {
                    Connection now = connection;
                    if (now == null || !now.isAwaited()) {
                        awaitAgent();
                        quietSince = System.nanoTime();
                        continue;
                    }
                    if (now.heard - quietSince > 0) {
                        quietSince = now.heard;
                    }
                    long left = QUIET_NANOS - (System.nanoTime() - quietSince);
                    if (left > 0) {
                        TimeUnit.NANOSECONDS.sleep(left);
                        continue;
                    }
                    ask(now);
                    quietSince = System.nanoTime();
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt(); // nobody does
            }
        }

        private void awaitAgent() {
            idle = true;
            Connection now = connection;
            if (now == null || !now.isAwaited()) {
                LockSupport.park(this);
            }
            idle = false;
        }

        private void ask(Connection quiet) {
            long asked = System.nanoTime();
            String trouble = doorway.trouble();
            if (!trouble.isEmpty() && quiet.heard - asked < 0 && quiet.isAwaited()) {
                quiet.giveUp(trouble);
            }
        }
    }
}
