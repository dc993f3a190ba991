package dev.hqe.topics.codeaudit.dependencies;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RubyPhpDotNetFilesTest {
    @Test
    void readsGemfile() {
        String text =
                """
                source "https://gems.invalid"
                ruby "3.2.0"
                gem "rails", "~> 7.1"
                gem 'pg', '1.5.4'
                group :development, :test do
                  gem "rspec", ">= 3", require: false
                end
                gem "only", group: :test
                gemspec
                """;

        String listing = Listing.of("Gemfile", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        3 pkg:gem/rails [~> 7.1] runtime direct
                        4 pkg:gem/pg@1.5.4 [1.5.4] runtime direct
                        6 pkg:gem/rspec [>= 3] dev direct
                        8 pkg:gem/only [] test direct
                        ? 9 dependencies from another file
                        """);
    }

    @Test
    void readsGemfileLock() {
        String text =
                """
                GEM
                  remote: https://x/
                  specs:
                    actioncable (7.1.2)
                      actionpack (= 7.1.2)
                    rails (7.1.2)

                PLATFORMS
                  ruby

                DEPENDENCIES
                  rails (~> 7.1)

                BUNDLED WITH
                   2.4
                """;

        String listing = Listing.of("Gemfile.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        4 pkg:gem/actioncable@7.1.2 [7.1.2] unknown transitive
                        6 pkg:gem/rails@7.1.2 [7.1.2] unknown direct
                        """);
    }

    @Test
    void readsComposerJson() {
        String text =
                """
                {"require":{"php":">=8","monolog/monolog":"^3.0"
                ,"a/B":"1.2.3"},"require-dev":{"phpunit/phpunit":"^10"}}\
                """;

        String listing = Listing.of("composer.json", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:composer/monolog/monolog [^3.0] runtime direct
                        2 pkg:composer/a/b@1.2.3 [1.2.3] runtime direct
                        2 pkg:composer/phpunit/phpunit [^10] dev direct
                        """);
    }

    @Test
    void readsComposerLock() {
        String text =
                """
                {"packages":[{"name":"monolog/monolog","version":"v3.0.1"}],"packages-dev":[{"name":"phpunit/phpunit","version":"10.0.0"}]}\
                """;

        String listing = Listing.of("composer.lock", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:composer/monolog/monolog@3.0.1 [3.0.1] runtime unknown
                        1 pkg:composer/phpunit/phpunit@10.0.0 [10.0.0] dev unknown
                        """);
    }

    @Test
    void readsXDemoCsproj() {
        String text =
                """
                <Project Sdk="Microsoft.NET.Sdk">
                  <ItemGroup>
                    <PackageReference Include="Newtonsoft.Json" Version="13.0.3" />
                    <PackageReference Include="Exact"><Version>[1.0.0]</Version><PrivateAssets>all</PrivateAssets></PackageReference>
                  </ItemGroup>
                </Project>\
                """;

        String listing = Listing.of("x/Demo.csproj", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        3 pkg:nuget/Newtonsoft.Json [13.0.3] runtime direct
                        4 pkg:nuget/Exact@1.0.0 [[1.0.0]] dev direct
                        """);
    }

    @Test
    void readsPackagesConfig() {
        String text =
                """
                <packages><package id="A" version="1.0" developmentDependency="true" /></packages>\
                """;

        String listing = Listing.of("packages.config", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:nuget/A@1.0 [1.0] dev unknown
                        """);
    }

    @Test
    void readsPackagesLockJson() {
        String text =
                """
                {"version":1,"dependencies":{"net8.0":{"A":{"type":"Direct","requested":"[1,)","resolved":"1.0.1"},"B":{"type":"Transitive","resolved":"2.0"},"p":{"type":"Project"}}}}\
                """;

        String listing = Listing.of("packages.lock.json", text);

        assertThat(listing)
                .isEqualTo(
                        """
                        1 pkg:nuget/A@1.0.1 [1.0.1] unknown direct
                        1 pkg:nuget/B@2.0 [2.0] unknown transitive
                        """);
    }
}
