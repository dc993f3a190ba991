package dev.hqe.conformance;

import dev.hqe.app.Extension;
import dev.hqe.app.Installation;
import dev.hqe.app.Main;
import java.util.List;

/// The `hqe` command, all of it, with the [Fixtures] beside what it serves anyway.
public final class FixtureServer {

    private FixtureServer() {}

    /// Runs the command.
    ///
    /// @param args as for `hqe`, for example `serve --no-auth --port 0`
    public static void main(String[] args) {
        Fixtures fixtures = new Fixtures();
        Extension extension =
                new Extension(
                        List.of(fixtures),
                        List.of(fixtures.resources()),
                        List.of(fixtures.prompts()));
        Main.run(Installation.current().with(extension), args);
    }
}
