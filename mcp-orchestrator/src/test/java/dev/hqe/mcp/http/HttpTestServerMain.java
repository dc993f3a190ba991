package dev.hqe.mcp.http;

import java.util.concurrent.CountDownLatch;

/// A real process that serves the test tools over HTTP, for peers that we did not write: says
/// where, then serves until it is killed.
final class HttpTestServerMain {

    private HttpTestServerMain() {}

    public static void main(String[] args) throws InterruptedException {
        try (Served served = new Served()) {
            System.out.println("listening on " + served.http.address());
            new CountDownLatch(1).await();
        }
    }
}
