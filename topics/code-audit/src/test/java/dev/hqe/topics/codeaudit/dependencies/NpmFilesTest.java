package dev.hqe.topics.codeaudit.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NpmFilesTest {
    @Test
    void readsPackageJson() {
        String text =
                """
                {
                  "name": "demo",
                  "license": "MIT",
                  "dependencies": {
                    "express": "4.18.2",
                    "@scope/lib": "^1.0.0",
                    "local": "file:../local",
                    "alias": "npm:real@2.0.0"
                  },
                  "devDependencies": {
                    "jest": "~29.1"
                  },
                  "overrides": {"a": "1"}
                }\
                """;

        String listing = Listing.of("package.json", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        5 pkg:npm/express@4.18.2 [4.18.2] runtime direct
                        6 pkg:npm/%40scope/lib [^1.0.0] runtime direct
                        7 pkg:npm/local [path:../local] runtime direct
                        8 pkg:npm/real@2.0.0 [2.0.0] runtime direct
                        11 pkg:npm/jest [~29.1] dev direct
                        ? 13 'overrides' is not applied
                        """);
    }

    @Test
    void readsPackageLockJson() {
        String text =
                """
                {"name":"demo","lockfileVersion":3,"packages":{
                "":{"dependencies":{"a":"^1"},"devDependencies":{"b":"1"}},
                "node_modules/a":{"version":"1.2.0"},
                "node_modules/b":{"version":"1.0.0","dev":true},
                "node_modules/a/node_modules/@x/c":{"version":"3.0.0","optional":true}
                }}\
                """;

        String listing = Listing.of("package-lock.json", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        3 pkg:npm/a@1.2.0 [1.2.0] runtime direct
                        4 pkg:npm/b@1.0.0 [1.0.0] dev direct
                        5 pkg:npm/%40x/c@3.0.0 [3.0.0] optional transitive
                        """);
    }

    @Test
    void readsAPackageLockOfVersion1() {
        String text =
                """
                {"lockfileVersion":1,"dependencies":{"a":{"version":"1.0.0","dependencies":{"b":{"version":"2.0.0","dev":true}}}}}\
                """;

        String listing = Listing.of("v1/package-lock.json", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:npm/a@1.0.0 [1.0.0] runtime unknown
                        1 pkg:npm/b@2.0.0 [2.0.0] dev transitive
                        """);
    }

    @Test
    void readsYarnLock() {
        String text =
                """
                # yarn lockfile v1


                "@babel/core@^7.0.0", "@babel/core@^7.1.0":
                  version "7.1.0"
                  resolved "https://x"
                  dependencies:
                    version "^1.0.0"

                lodash@^4:
                  version "4.17.21"
                """;

        String listing = Listing.of("yarn.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:npm/%40babel/core@7.1.0 [7.1.0] unknown unknown
                        10 pkg:npm/lodash@4.17.21 [4.17.21] unknown unknown
                        """);
    }

    @Test
    void readsTheYamlFormOfYarnLock() {
        String text =
                """
                __metadata:
                  version: 8

                "lodash@npm:^4.17.0, lodash@npm:^4.17.21":
                  version: 4.17.21
                  resolution: "lodash@npm:4.17.21"

                "app@workspace:.":
                  version: 0.0.0-use.local
                """;

        String listing = Listing.of("b/yarn.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:npm/lodash@4.17.21 [4.17.21] unknown unknown
                        """);
    }

    @Test
    void readsPnpmLockYaml() {
        String text =
                """
                lockfileVersion: '9.0'

                importers:

                  .:
                    dependencies:
                      react:
                        specifier: ^18
                        version: 18.2.0
                    devDependencies:
                      '@types/node':
                        specifier: ^20
                        version: 20.1.0

                packages:

                  '@types/node@20.1.0':
                    resolution: {integrity: sha512-x}

                  react@18.2.0:
                    resolution: {integrity: sha512-x}

                  loose-envify@1.4.0:
                    hasBin: true

                snapshots:

                  react@18.2.0:
                    dependencies:
                      loose-envify: 1.4.0
                """;

        String listing = Listing.of("pnpm-lock.yaml", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        17 pkg:npm/%40types/node@20.1.0 [20.1.0] dev direct
                        20 pkg:npm/react@18.2.0 [18.2.0] runtime direct
                        23 pkg:npm/loose-envify@1.4.0 [1.4.0] unknown transitive
                        """);
    }
}
