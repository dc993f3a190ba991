package dev.hqe.app.door;

import dev.hqe.shim.Build;
import dev.hqe.shim.DoorPaths;
import dev.hqe.shim.FarSockets;
import dev.hqe.shim.Greeting;
import dev.hqe.shim.Welcome;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.channels.Channels;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.UserPrincipal;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import jdk.net.ExtendedSocketOptions;

/// Listens at the socket of a data directory, for visitors of the same user and, but for those who
/// only ask how things stand or for the end, of the same build.
///
/// Whoever opens it holds the data directory ([dev.hqe.kernel.WorkbenchHome]), so a socket that is
/// there already is one that a dead process has left. Thread-safe.
public final class Door implements AutoCloseable {

    private static final System.Logger LOG = System.getLogger(Door.class.getName());

    private static final Duration GREETING = Duration.ofSeconds(5);
    private static final Duration LAST_WORDS = Duration.ofSeconds(5);
    private static final Duration AFTER_TROUBLE = Duration.ofMillis(500);
    private static final int BACKLOG = 128;

    private final Build build;
    private final Map<String, Wish> wishes;
    private final Runnable leave;
    private final Path socket;
    private final ServerSocketChannel listener;
    private final Optional<UserPrincipal> owner;
    private final Guests guests;

    /// Platform threads, so that the door answers while tools keep every processor busy: who gets
    /// no answer takes the workbench for hung.
    private final ExecutorService visits =
            Executors.newThreadPerTaskExecutor(
                    Thread.ofPlatform().daemon().name("visit-", 1).factory());

    private final DoorPaths paths;
    private final Optional<Object> identity;
    private volatile boolean shut;

    private Door(
            DoorPaths paths,
            Build build,
            Map<String, Wish> wishes,
            Runnable leave,
            Path socket,
            ServerSocketChannel listener,
            Guests guests)
            throws IOException {
        this.paths = paths;
        this.build = build;
        this.wishes = Map.copyOf(wishes);
        this.leave = leave;
        this.socket = socket;
        this.listener = listener;
        this.identity = identity(socket);
        this.guests = guests;
        this.owner =
                listener.supportedOptions().contains(ExtendedSocketOptions.SO_PEERCRED)
                        ? Optional.of(Files.getOwner(paths.folder()))
                        : Optional.empty();
    }

    /// Opens the door of a data directory that this process holds.
    ///
    /// @param build of this process
    /// @param wishes what visitors may come for, by name
    /// @param leave called when the workbench is in the way of another build and nobody uses it;
    ///   returns at once, and does nothing where the workbench stays all the same
    /// @param guests who comes in, nobody yet
    /// @throws IOException if the socket cannot be made
    public static Door open(
            DoorPaths paths, Build build, Map<String, Wish> wishes, Runnable leave, Guests guests)
            throws IOException {
        paths.create();
        FarSockets.sweep(
                Path.of(System.getProperty("java.io.tmpdir")), Files.getOwner(paths.folder()));
        Path socket = paths.chooseSocket();
        ServerSocketChannel listener = ServerSocketChannel.open(StandardProtocolFamily.UNIX);
        try {
            listener.bind(UnixDomainSocketAddress.of(socket), BACKLOG);
            Door door = new Door(paths, build, wishes, leave, socket, listener, guests);
            Thread.ofPlatform().daemon().name("door").start(door::receive);
            return door;
        } catch (IOException | RuntimeException e) {
            listener.close();
            throw e;
        }
    }

    /// From now on nobody new is let in; visitors are told to try again soon.
    public void shut() {
        shut = true;
    }

    /// Whether nobody new is let in any more.
    public boolean isShut() {
        return shut;
    }

    /// From now on nobody new is let in, unless somebody has used the workbench not long ago.
    ///
    /// @return whether it is so
    public boolean shutIfUnusedFor(Duration time) {
        if (guests.unusedFor().compareTo(time) < 0) {
            return false;
        }
        shut = true;
        if (guests.isUsed()) { // somebody came in just before
            shut = false;
            return false;
        }
        return true;
    }

    /// From now on nobody new is let in, unless somebody is here who would lose something by the
    /// end.
    ///
    /// @return whether it is so
    public boolean shutUnlessNeeded() {
        if (guests.isNeeded()) {
            return false;
        }
        shut = true;
        if (guests.isNeeded()) { // somebody came in just before
            shut = false;
            return false;
        }
        return true;
    }

    private void receive() {
        try {
            while (true) {
                receiveNext();
            }
        } catch (ClosedChannelException | RejectedExecutionException e) {
            LOG.log(Level.DEBUG, "the door is closed");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (IOException e) {
            LOG.log(Level.ERROR, "nobody can come in any more: {0}", String.valueOf(e));
        }
    }

    /// One who cannot be let in, as where too many files are open, must not shut the door for ever.
    private void receiveNext() throws IOException, InterruptedException {
        SocketChannel visitor;
        try {
            visitor = listener.accept();
        } catch (ClosedChannelException e) {
            throw e;
        } catch (IOException e) {
            LOG.log(Level.WARNING, "a visitor cannot be let in: {0}", String.valueOf(e));
            TimeUnit.MILLISECONDS.sleep(AFTER_TROUBLE.toMillis());
            return;
        }
        visits.execute(() -> receive(visitor));
    }

    /// Whether visitors still find this door: its socket is where it was put, and is the same.
    public boolean canBeFound() {
        return identity(socket).equals(identity);
    }

    /// What tells a file from the next one at the same place; empty where it is gone, and on
    /// systems that do not say.
    private static Optional<Object> identity(Path file) {
        try {
            return Optional.ofNullable(
                    Files.readAttributes(file, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS)
                            .fileKey());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private void receive(SocketChannel visitor) {
        try (visitor) {
            requireOwner(visitor);
            InputStream in = Channels.newInputStream(visitor);
            OutputStream out = Channels.newOutputStream(visitor);
            try {
                visit(greeting(visitor, in), visitor, in, out);
            } catch (Wish.Refusal e) {
                out.write(e.told().toBytes());
            }
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "a visitor went away", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (Exception e) {
            // The edge: one visitor's trouble must not become another's.
            LOG.log(Level.ERROR, "a visitor could not be served", e);
        }
    }

    /// The folder lets nobody else in already; this holds also where somebody has opened it up.
    private void requireOwner(SocketChannel visitor) throws IOException {
        if (owner.isPresent()) {
            UserPrincipal user = visitor.getOption(ExtendedSocketOptions.SO_PEERCRED).user();
            if (!user.equals(owner.get())) {
                throw new IOException("a visitor who is another user: " + user.getName());
            }
        }
    }

    private static Greeting greeting(SocketChannel visitor, InputStream in) throws IOException {
        CompletableFuture<Void> patience =
                CompletableFuture.runAsync(
                        () -> closeQuietly(visitor),
                        CompletableFuture.delayedExecutor(
                                GREETING.toMillis(), TimeUnit.MILLISECONDS));
        try {
            return Greeting.read(in);
        } finally {
            patience.cancel(false);
        }
    }

    private void visit(Greeting greeting, SocketChannel visitor, InputStream in, OutputStream out)
            throws Exception {
        Guest guest = guests.enter(greeting, () -> closeQuietly(visitor));
        try {
            if (guest.isUser()) {
                if (!shut && !greeting.build().equals(build)) {
                    meetOtherBuild(guest);
                }
                if (shut) {
                    out.write(new Welcome.Closing().toBytes());
                    return;
                }
            }
            Wish wish = wishes.get(greeting.wish());
            if (wish == null) {
                throw new Wish.Refusal(
                        "this workbench cannot do that: '" + greeting.wish() + "', " + build);
            }
            wish.serve(
                    guest,
                    () -> {
                        out.write(new Welcome.In(ProcessHandle.current().pid()).toBytes());
                        return new Wish.Streams(in, out);
                    });
        } finally {
            guests.leave(guest);
        }
    }

    private void meetOtherBuild(Guest guest) throws Wish.Refusal {
        if (guests.isUsedByOthersThan(guest)) {
            throw new Wish.Refusal(otherBuild(guest));
        }
        leave.run();
        if (!shut) {
            throw new Wish.Refusal(otherBuild(guest));
        }
    }

    private String otherBuild(Guest guest) {
        return "the workbench that is running (process "
                + ProcessHandle.current().pid()
                + ") is of another build, "
                + build
                + ", than this hqe, "
                + guest.greeting().build()
                + ". It ends when its agents and its window have gone; to end it now: hqe stop";
    }

    private static void closeQuietly(SocketChannel visitor) {
        try {
            visitor.close();
        } catch (IOException e) {
            LOG.log(Level.DEBUG, "closing a visitor's connection", e);
        }
    }

    /// Lets nobody in any more, sends everybody away and waits for what they still do, but not
    /// long.
    @Override
    public void close() throws IOException {
        shut = true;
        listener.close();
        guests.list().forEach(Guest::sendAway);
        visits.shutdown();
        try {
            if (!visits.awaitTermination(LAST_WORDS.toMillis(), TimeUnit.MILLISECONDS)) {
                visits.shutdownNow();
            }
        } catch (InterruptedException e) {
            visits.shutdownNow();
            Thread.currentThread().interrupt();
        }
        if (canBeFound()) { // else it is gone, or another workbench's
            paths.discard(socket);
        }
    }
}
