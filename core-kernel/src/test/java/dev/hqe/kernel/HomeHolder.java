package dev.hqe.kernel;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;

/// Opens a home in a process of its own, says how that went, and holds it until its input ends.
final class HomeHolder {

    private HomeHolder() {}

    public static void main(String[] args) throws IOException {
        try (WorkbenchHome home = WorkbenchHome.open(Path.of(args[0]), Instant.EPOCH)) {
            System.out.println("held " + home.directory());
            while (System.in.read() >= 0) {
                Thread.onSpinWait();
            }
        } catch (HomeException e) {
            System.out.println(e.getMessage());
        }
    }
}
