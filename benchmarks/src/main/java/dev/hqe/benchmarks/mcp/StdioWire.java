package dev.hqe.benchmarks.mcp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// One message a line over a process's standard streams. One thread asks and reads, so with few
/// calls open the pipes never fill from both ends. A server that stalls is killed, which ends the
/// read.
final class StdioWire implements Wire {

    private final ServerProcess server;
    private final Duration patience;
    private final InputStream in;
    private final OutputStream out;
    private byte[] buffer = new byte[1 << 16];
    private int from;
    private int to;
    private long nextId = 1000;

    private volatile long lastNanos = System.nanoTime();
    private volatile int open;
    private volatile boolean stalled;
    private final Thread watch =
            Thread.ofPlatform().daemon().name("stall-watch").unstarted(this::watch);

    StdioWire(ServerProcess server) {
        this(server, PATIENCE);
    }

    /// @param patience after how much silence with calls open the server has stalled
    StdioWire(ServerProcess server, Duration patience) {
        this.server = server;
        this.patience = patience;
        this.in = server.output();
        this.out = server.input();
        watch.start();
    }

    private void watch() {
        try {
            while (!stalled) {
                Thread.sleep(100);
                if (open > 0 && System.nanoTime() - lastNanos > patience.toNanos()) {
                    stalled = true;
                    server.kill();
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public String ask(Message message) throws IOException {
        expect(1);
        tell(message);
        while (true) {
            int end = line();
            if (Answers.id(buffer, from, end) >= 0) {
                String answer = new String(buffer, from, end - from, StandardCharsets.UTF_8);
                boolean error = Answers.isError(buffer, from, end);
                from = end + 1;
                expect(0);
                if (error) {
                    throw WireException.wrong(message.method() + " was answered with " + answer);
                }
                return answer;
            }
            from = end + 1;
        }
    }

    @Override
    public void tell(Message message) throws IOException {
        out.write((message.json() + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Override
    public Sample drive(Questions questions, int concurrency, Until until) throws IOException {
        Drive drive = new Drive(questions, nextId);
        ByteArrayOutputStream batch = new ByteArrayOutputStream();
        boolean asking = true;
        do {
            long now = System.nanoTime();
            asking = asking && !until.reached(drive.issued(), drive.startNanos(), now);
            while (asking && drive.open() < concurrency) {
                batch.writeBytes(drive.next(now).json().getBytes(StandardCharsets.UTF_8));
                batch.write('\n');
                asking = !until.reached(drive.issued(), drive.startNanos(), now);
            }
            expect(drive.open());
            batch.writeTo(out);
            out.flush();
            batch.reset();
            if (drive.open() > 0) {
                take(drive);
            }
        } while (asking || drive.open() > 0);
        expect(0);
        nextId = drive.nextId();
        return drive.sample();
    }

    /// Takes what has come, at least one line.
    private void take(Drive drive) throws IOException {
        int end = line();
        long now = System.nanoTime();
        while (end >= 0) {
            long id = Answers.id(buffer, from, end);
            if (id >= 0) {
                drive.answer(id, buffer, from, end, now);
            }
            from = end + 1;
            end = newline(from);
        }
    }

    private void expect(int calls) {
        lastNanos = System.nanoTime();
        open = calls;
    }

    /// Where the next line ends, waiting for it.
    private int line() throws IOException {
        int searched = from;
        while (true) {
            int end = newline(searched);
            if (end >= 0) {
                return end;
            }
            searched = to - from;
            System.arraycopy(buffer, from, buffer, 0, to - from);
            to -= from;
            from = 0;
            if (to == buffer.length) {
                buffer = Arrays.copyOf(buffer, to * 2);
            }
            int count = in.read(buffer, to, buffer.length - to);
            if (count < 0) {
                throw stalled
                        ? WireException.stall(open, patience.toSeconds())
                        : WireException.wrong("the server ended with " + open + " calls open");
            }
            to += count;
            lastNanos = System.nanoTime();
        }
    }

    private int newline(int at) {
        for (int i = at; i < to; i++) {
            if (buffer[i] == '\n') {
                return i;
            }
        }
        return -1;
    }

    @Override
    public void close() {
        watch.interrupt();
        server.close();
    }
}
