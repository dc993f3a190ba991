package dev.hqe.app;

/// The threads that carry virtual threads.
final class Carriers {

    /// Read by the JDK before the first virtual thread starts.
    private static final String PARALLELISM = "jdk.virtualThreadScheduler.parallelism";

    private Carriers() {}

    /// The JDK takes as many as there are processors. Of one alone nothing would be left for others
    /// while a virtual thread waits in a class initialiser or in native code, which keeps its
    /// carrier; the sandbox's first call does that, for another virtual thread.
    static void atLeastTwo() {
        if (Runtime.getRuntime().availableProcessors() < 2
                && System.getProperty(PARALLELISM) == null) {
            System.setProperty(PARALLELISM, "2");
        }
    }
}
