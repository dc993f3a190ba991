package dev.hqe.topics.codeaudit.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PythonFilesTest {
    @Test
    void readsRequirementsDevTxt() {
        String text =
                """
                # comment
                Django==4.2.1 ; python_version >= "3.8"
                requests[socks]>=2.0,<3 # why
                -r base.txt
                -e .
                --index-url https://x
                My_Pkg==1.0 \\
                    --hash=sha256:abc
                pkg @ https://x/y.whl
                git+https://x/y.git
                """;

        String listing = Listing.of("requirements-dev.txt", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        2 pkg:pypi/django@4.2.1 [==4.2.1] runtime direct
                        3 pkg:pypi/requests [>=2.0,<3] runtime direct
                        7 pkg:pypi/my-pkg@1.0 [==1.0] runtime direct
                        9 pkg:pypi/pkg [url:https://x/y.whl] runtime direct
                        ? 4 another file is included, which is read by itself
                        ? 5 an editable install without a version
                        ? 10 a place instead of a name: no package can be told
                        """);
    }

    @Test
    void readsPyprojectToml() {
        String text =
                """
                [project]
                name = "demo"
                dependencies = [
                  "httpx>=0.25",  # note
                  "rich==13.0.0",
                ]
                [project.optional-dependencies]
                test = ["pytest>=7"]
                [dependency-groups]
                lint = ["ruff==0.1.0"]
                [build-system]
                requires = ["hatchling"]
                [tool.poetry.dependencies]
                python = "^3.11"
                flask = "^2.0"
                attrs = {version = "23.1.0", optional = true}
                mylib = {git = "https://x/y"}
                [tool.poetry.group.dev.dependencies]
                black = "*"
                """;

        String listing = Listing.of("pyproject.toml", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:pypi/httpx [>=0.25] runtime direct
                        5 pkg:pypi/rich@13.0.0 [==13.0.0] runtime direct
                        8 pkg:pypi/pytest [>=7] optional direct
                        10 pkg:pypi/ruff@0.1.0 [==0.1.0] dev direct
                        12 pkg:pypi/hatchling [] build direct
                        15 pkg:pypi/flask [^2.0] runtime direct
                        16 pkg:pypi/attrs@23.1.0 [23.1.0] optional direct
                        17 pkg:pypi/mylib [git:https://x/y] runtime direct
                        19 pkg:pypi/black [*] dev direct
                        """);
    }

    @Test
    void readsPoetryLock() {
        String text =
                """
                [[package]]
                name = "attrs"
                version = "23.1.0"
                description = "x"
                optional = false
                files = [
                    {file = "a", hash = "b"},
                ]

                [[package]]
                name = "black"
                version = "24.0"
                groups = ["dev"]

                [package.dependencies]
                attrs = ">=1"

                [metadata]
                lock-version = "2.0"
                """;

        String listing = Listing.of("poetry.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        2 pkg:pypi/attrs@23.1.0 [23.1.0] unknown unknown
                        11 pkg:pypi/black@24.0 [24.0] dev unknown
                        """);
    }

    @Test
    void readsUvLock() {
        String text =
                """
                version = 1
                [[package]]
                name = "demo"
                version = "0.1.0"
                source = { virtual = "." }
                dependencies = [
                    { name = "httpx" },
                ]

                [[package]]
                name = "httpx"
                version = "0.25.0"
                source = { registry = "https://x" }
                dependencies = [
                    { name = "anyio" },
                ]

                [[package]]
                name = "anyio"
                version = "4.0.0"
                source = { registry = "https://x" }
                """;

        String listing = Listing.of("uv.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        11 pkg:pypi/httpx@0.25.0 [0.25.0] unknown direct
                        19 pkg:pypi/anyio@4.0.0 [4.0.0] unknown transitive
                        """);
    }

    @Test
    void readsPipfileLock() {
        String text =
                """
                {"_meta":{},"default":{"requests":{"version":"==2.31.0"},"x":{"git":"y"}},"develop":{"pytest":{"version":"==7.0"}}}\
                """;

        String listing = Listing.of("Pipfile.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:pypi/requests@2.31.0 [==2.31.0] runtime unknown
                        1 pkg:pypi/pytest@7.0 [==7.0] dev unknown
                        ? 1 'x' has no version
                        """);
    }
}
