package dev.hqe.mcp.outbound;

import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;

/// Makes single HTTP/1.1 requests, each on a connection of its own to an address that was judged.
///
/// The JDK's client looks names up by itself, at a time of its own, so an address that was judged
/// before need not be the one that is visited ("DNS rebinding"). Here the connection is opened to
/// the judged address, and the name serves for the certificate and the `Host` header alone.
///
/// Thread-safe. Call from virtual threads: interrupting one ends its request. Close it last.
public final class WebClient implements AutoCloseable {

    private static final int LOOKUP_THREADS = 4;
    private static final int WAITING_LOOKUPS = 64;
    private static final Set<String> WITH_BODY = Set.of("POST", "PUT", "PATCH");

    private final WebLimits limits;
    private final NameLookup names;
    private final Supplier<SSLContext> tls;

    /// Looking up is native code that holds a processor's carrier and cannot be stopped, so it has
    /// threads of its own.
    private final ExecutorService lookups;

    /// The client for this machine's names and certificates.
    public WebClient(WebLimits limits) {
        this(limits, NameLookup.SYSTEM, WebClient::systemTls);
    }

    /// @param tls whose certificates count; asked at the first request that needs them, because
    ///   reading them takes a while
    public WebClient(WebLimits limits, NameLookup names, Supplier<SSLContext> tls) {
        this.limits = limits;
        this.names = names;
        this.tls = tls;
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(
                        LOOKUP_THREADS,
                        LOOKUP_THREADS,
                        10,
                        TimeUnit.SECONDS,
                        new LinkedBlockingQueue<>(WAITING_LOOKUPS),
                        Thread.ofPlatform().daemon().name("name look-up ", 1).factory());
        pool.allowCoreThreadTimeOut(true);
        this.lookups = pool;
    }

    private static SSLContext systemTls() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no TLS", e);
        }
    }

    /// What a request may take.
    public WebLimits limits() {
        return limits;
    }

    /// Makes a request and reads its answer, any status being one. A redirect is not followed.
    ///
    /// @param inside whether the host may be this machine or in a private network; `http` goes
    ///   nowhere else
    /// @throws WebException if it may not be made there, or gets no answer
    /// @throws InterruptedException if this thread was interrupted meanwhile
    public WebResponse send(WebRequest request, boolean inside) throws InterruptedException {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        ResponseReader reader = reader(request, limits, body);
        exchange(request, inside, limits, reader);
        byte[] plain = reader.packing().unpacked(body.toByteArray());
        return new WebResponse(reader.status(), reader.headers(), plain);
    }

    /// The same with the body put into a file as it comes, for answers that are too large to be
    /// held. Of one that breaks behind its head the file has what came, and the answer says why.
    ///
    /// @param most in place of this client's own limits
    /// @param file is overwritten; its folder also holds what is being unpacked
    /// @throws WebException as for [#send], as long as there is no status and no headers
    /// @throws IOException if the file cannot be written
    public WebDownload download(WebRequest request, boolean inside, WebLimits most, Path file)
            throws InterruptedException, IOException {
        ResponseReader reader;
        String problem = "";
        try (OutputStream body = new BufferedOutputStream(Files.newOutputStream(file))) {
            reader = reader(request, most, body);
            try {
                exchange(request, inside, most, reader);
            } catch (WebException e) {
                if (!reader.hasHead()) {
                    throw e;
                }
                problem = String.valueOf(e.getMessage());
            }
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
        String unpacked = reader.packing().unpack(file);
        String told = problem.isEmpty() ? unpacked : problem;
        boolean tooLarge =
                reader.isTooLarge() || told.endsWith(Packing.tooLarge(most.responseBytes()));
        return new WebDownload(reader.status(), reader.headers(), told, tooLarge);
    }

    private static ResponseReader reader(WebRequest request, WebLimits most, OutputStream body) {
        boolean head = request.method().equals("HEAD");
        return new ResponseReader(request.authority(), head, most, body);
    }

    private void exchange(WebRequest request, boolean inside, WebLimits most, ResponseReader reader)
            throws InterruptedException {
        long deadline = System.nanoTime() + most.time().toNanos();
        List<InetAddress> addresses = addresses(request, deadline);
        judge(request, addresses, inside);
        Watch watch = new Watch(deadline);
        Thread.ofVirtual().name("request watch").start(watch);
        try (Socket plain = connect(request, addresses, most, watch)) {
            Socket socket = request.secure() ? secured(request, plain, watch) : plain;
            write(request, socket.getOutputStream());
            reader.read(socket.getInputStream());
        } catch (SSLException e) {
            throw failed(
                    request, watch, most, "has no certificate that this machine trusts for it", e);
        } catch (IOException e) {
            throw failed(request, watch, most, "broke the connection off", e);
        } finally {
            watch.over.countDown();
        }
    }

    private List<InetAddress> addresses(WebRequest request, long deadline)
            throws InterruptedException {
        String host = request.host();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        Future<List<InetAddress>> found;
        try {
            found = lookups.submit(() -> names.addresses(name));
        } catch (RejectedExecutionException e) {
            throw new WebException.Unanswered(
                    "too many names are being looked up; try " + host + " again later");
        }
        try {
            List<InetAddress> addresses =
                    found.get(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
            if (addresses.isEmpty()) {
                throw unknown(host);
            }
            return addresses;
        } catch (ExecutionException e) {
            if (e.getCause() instanceof UnknownHostException) {
                throw unknown(host);
            }
            throw new IllegalStateException("the look-up of " + host + " has a defect", e);
        } catch (TimeoutException e) {
            throw new WebException.Unanswered(
                    "the name " + host + " could not be looked up in time; try again later");
        } finally {
            found.cancel(true);
        }
    }

    private static WebException unknown(String host) {
        return new WebException.Unanswered(
                "there is no host '" + host + "', or this machine is offline");
    }

    private static void judge(WebRequest request, List<InetAddress> addresses, boolean inside) {
        // One address that is not allowed is enough: a name that mixes them is up to something.
        for (InetAddress address : addresses) {
            Reach reach = Reach.of(address);
            switch (reach) {
                case WORLD -> {
                    if (!request.secure()) {
                        throw new WebException.Invalid(
                                request.host()
                                        + " is asked by https only; http is for private networks");
                    }
                }
                case PRIVATE, THIS_MACHINE -> {
                    if (!inside) {
                        throw new WebException.Inside(
                                request.host()
                                        + (reach == Reach.PRIVATE
                                                ? " is in a private network"
                                                : " is this machine"),
                                reach);
                    }
                }
                case NOWHERE ->
                        throw new WebException.Inside(
                                request.host()
                                        + " stands for an address that is never visited (link-local,"
                                        + " multicast, a cloud's metadata or reserved)",
                                reach);
            }
        }
    }

    private static Socket connect(
            WebRequest request, List<InetAddress> addresses, WebLimits most, Watch watch)
            throws IOException {
        IOException last = new IOException("no address");
        for (InetAddress address : addresses) {
            Socket socket = new Socket(Proxy.NO_PROXY);
            try {
                watch.on(socket);
                socket.setTcpNoDelay(true);
                long longest = Math.min(most.connect().toMillis(), watch.leftMillis());
                int millis = Math.clamp(longest, 1, 60_000);
                socket.connect(new InetSocketAddress(address, request.port()), millis);
                return socket;
            } catch (IOException e) {
                socket.close();
                last = e;
            }
        }
        throw new NotReached(last);
    }

    /// None of the addresses took the connection.
    private static final class NotReached extends IOException {
        private static final long serialVersionUID = 1L;

        NotReached(IOException cause) {
            super(cause);
        }
    }

    private Socket secured(WebRequest request, Socket plain, Watch watch) throws IOException {
        String host = request.host();
        String name = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        SSLSocket socket =
                (SSLSocket)
                        tls.get()
                                .getSocketFactory()
                                .createSocket(plain, name, request.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        watch.on(plain);
        socket.startHandshake();
        return socket;
    }

    private static void write(WebRequest request, OutputStream out) throws IOException {
        TreeMap<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Accept", "*/*");
        headers.put("User-Agent", "hqe-workbench");
        headers.putAll(request.headers());
        headers.put("Accept-Encoding", "gzip"); // what can be unpacked here, whoever asks
        headers.put("Connection", "close");
        if (request.body().length > 0 || WITH_BODY.contains(request.method())) {
            headers.put("Content-Length", Integer.toString(request.body().length));
        }
        StringBuilder head = new StringBuilder();
        head.append(request.method()).append(' ').append(request.target());
        head.append(" HTTP/1.1\r\nHost: ").append(request.authority()).append("\r\n");
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        head.append("\r\n");
        BufferedOutputStream buffered = new BufferedOutputStream(out);
        buffered.write(head.toString().getBytes(StandardCharsets.US_ASCII));
        buffered.write(request.body());
        buffered.flush();
    }

    private static WebException failed(
            WebRequest request, Watch watch, WebLimits most, String what, IOException cause)
            throws InterruptedException {
        if (Thread.interrupted()) {
            throw new InterruptedException("a request to " + request.authority() + " was stopped");
        }
        if (watch.leftMillis() <= 0) {
            return new WebException.Unanswered(
                    request.authority()
                            + " gave no whole answer within "
                            + most.time().toMillis()
                            + " ms; try again later");
        }
        String problem = cause instanceof NotReached ? "does not take connections" : what;
        return new WebException.Unanswered(request.authority() + " " + problem);
    }

    /// Closes a connection when its time is up: single reads have time limits of their own, which
    /// somebody who sends a byte now and then does not mind.
    private static final class Watch implements Runnable {

        private final long deadline;
        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable Socket socket;

        Watch(long deadline) {
            this.deadline = deadline;
        }

        synchronized void on(Socket watched) throws IOException {
            socket = watched;
            if (leftMillis() <= 0) {
                watched.close();
            }
        }

        long leftMillis() {
            return TimeUnit.NANOSECONDS.toMillis(deadline - System.nanoTime());
        }

        @Override
        public void run() {
            try {
                if (!over.await(deadline - System.nanoTime(), TimeUnit.NANOSECONDS)) {
                    close();
                }
            } catch (InterruptedException e) { // nobody interrupts it
                Thread.currentThread().interrupt();
            }
        }

        private synchronized void close() {
            try {
                if (socket != null) {
                    socket.close();
                }
            } catch (IOException e) {
                // Its user finds it broken, which is what it is closed for.
            }
        }
    }

    /// Takes no more look-ups; requests that are going end by themselves.
    @Override
    public void close() {
        lookups.shutdownNow();
    }
}
