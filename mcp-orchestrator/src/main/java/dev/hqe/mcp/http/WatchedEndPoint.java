package dev.hqe.mcp.http;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/// One client's socket, which can be asked to tell when the client goes away while a request of its
/// is being worked on. HTTP/1.1 itself would only find out when it writes.
///
/// Nothing else reads the socket meanwhile. If what comes is not the end but the next request, one
/// byte of it has been taken, which is given back to the next reader.
final class WatchedEndPoint extends SocketChannelEndPoint {

    private static final EOFException UNWATCHED = new EOFException("no longer watched");

    private final byte[] taken = new byte[1];
    private boolean hasTaken;
    private @Nullable Runnable onGone;
    private volatile long headSinceNanos = System.nanoTime();

    /// Whether the first bytes of a request, or of a new connection, are still awaited or
    /// incomplete.
    private volatile boolean inHead = true;

    WatchedEndPoint(
            SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler clock) {
        super(channel, selector, key, clock);
    }

    /// Tells that a request's head is in.
    void headComplete() {
        inHead = false;
    }

    /// Whether a head has been coming in for longer than that, or none has come on a new
    /// connection.
    boolean headTakesLongerThan(long nanos, long now) {
        return inHead && now - headSinceNanos > nanos;
    }

    /// Runs a task, once, when the client has closed its end. The request's body has been read.
    synchronized void watch(Runnable task) {
        if (onGone == null && !hasTaken && isOpen()) {
            onGone = task;
            if (!tryFillInterested(new Look(task))) {
                onGone = null;
            }
        }
    }

    synchronized boolean isWatched() {
        return onGone != null;
    }

    /// Gives the socket back to the protocol; before the last write of a response.
    void unwatch() {
        synchronized (this) {
            if (onGone == null) {
                return;
            }
            onGone = null;
        }
        getFillInterest().onFail(UNWATCHED);
    }

    private void look(Runnable task) {
        synchronized (this) {
            if (onGone != task) {
                return;
            }
            ByteBuffer one = ByteBuffer.wrap(taken);
            one.limit(0);
            int read;
            try {
                read = super.fill(one);
            } catch (IOException e) {
                read = -1;
            }
            if (read == 0) {
                onGone = null;
                watch(task);
                return;
            }
            onGone = null;
            if (read > 0) {
                hasTaken = true;
                return;
            }
        }
        task.run();
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int given = 0;
        synchronized (this) {
            if (hasTaken && BufferUtil.space(buffer) > 0) {
                BufferUtil.append(buffer, taken, 0, 1);
                hasTaken = false;
                given = 1;
            }
        }
        int read = super.fill(buffer);
        if (given + Math.max(0, read) > 0 && !inHead) {
            headSinceNanos = System.nanoTime();
            inHead = true;
        }
        return given > 0 ? given + Math.max(0, read) : read;
    }

    @Override
    protected void needsFillInterest() {
        boolean ready;
        synchronized (this) {
            ready = hasTaken;
        }
        if (ready) {
            Thread.ofVirtual().name("mcp-http-pipelined").start(() -> getFillInterest().fillable());
        } else {
            super.needsFillInterest();
        }
    }

    private final class Look implements Callback {

        private final Runnable task;

        Look(Runnable task) {
            this.task = task;
        }

        @Override
        public void succeeded() {
            look(task);
        }

        @Override
        public void failed(Throwable cause) {
            if (cause != UNWATCHED) {
                synchronized (WatchedEndPoint.this) {
                    if (onGone != task) {
                        return;
                    }
                    onGone = null;
                }
                task.run();
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.EITHER;
        }
    }
}
