package dev.hqe.topics.codeaudit.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RustAndGoFilesTest {
    @Test
    void readsCargoToml() {
        String text =
                """
                [package]
                name = "demo"
                license = "MIT OR Apache-2.0"
                [dependencies]
                serde = { version = "1.0", features = ["derive"] }
                exact = "=1.2.3"
                local = { path = "../local" }
                renamed = { package = "real-name", version = "2" }
                shared.workspace = true
                [dev-dependencies]
                criterion = "0.5"
                [dependencies.tokio]
                version = "1.35"
                features = ["full"]
                [target.'cfg(unix)'.dependencies]
                nix = "0.27"
                """;

        String listing = Listing.of("Cargo.toml", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        5 pkg:cargo/serde [1.0] runtime direct
                        6 pkg:cargo/exact@1.2.3 [=1.2.3] runtime direct
                        7 pkg:cargo/local [path:../local] runtime direct
                        8 pkg:cargo/real-name [2] runtime direct
                        9 pkg:cargo/shared [workspace] runtime direct
                        11 pkg:cargo/criterion [0.5] dev direct
                        13 pkg:cargo/tokio [1.35] runtime direct
                        16 pkg:cargo/nix [0.27] runtime direct
                        """);
    }

    @Test
    void readsCargoLock() {
        String text =
                """
                version = 3

                [[package]]
                name = "demo"
                version = "0.1.0"
                dependencies = [
                 "serde",
                ]

                [[package]]
                name = "serde"
                version = "1.0.195"
                source = "registry+https://x"
                dependencies = [
                 "serde_derive",
                ]

                [[package]]
                name = "serde_derive"
                version = "1.0.195"
                source = "registry+https://x"
                """;

        String listing = Listing.of("Cargo.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        11 pkg:cargo/serde@1.0.195 [1.0.195] unknown direct
                        19 pkg:cargo/serde_derive@1.0.195 [1.0.195] unknown transitive
                        """);
    }

    @Test
    void readsGoMod() {
        String text =
                """
                module example.invalid/demo

                go 1.22

                require (
                	github.com/Some/Thing v1.2.3
                	golang.org/x/sys v0.1.0 // indirect
                )

                require example.invalid/one v0.0.1
                replace example.invalid/one => ../one
                """;

        String listing = Listing.of("go.mod", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        6 pkg:golang/github.com/some/thing@v1.2.3 [v1.2.3] runtime direct
                        7 pkg:golang/golang.org/x/sys@v0.1.0 [v0.1.0] runtime transitive
                        10 pkg:golang/example.invalid/one@v0.0.1 [v0.0.1] runtime direct
                        ? 11 a replacement, not applied
                        """);
    }

    @Test
    void readsGoSum() {
        String text =
                """
                github.com/Some/Thing v1.2.3 h1:abc=
                github.com/Some/Thing v1.2.3/go.mod h1:abc=
                """;

        String listing = Listing.of("go.sum", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:golang/github.com/some/thing@v1.2.3 [v1.2.3] unknown unknown
                        """);
    }
}
