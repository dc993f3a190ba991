package dev.hqe.mcp.oauth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EndpointRulesTest {

    // Literal addresses of documentation ranges, so that no test asks a name server.
    private static final URI WORLD = URI.create("https://203.0.113.7/mcp");
    private static final URI OFFICE = URI.create("https://10.1.2.3/mcp");
    private static final URI HERE = URI.create("http://127.0.0.1:8080/mcp");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://203.0.113.7/mcp",
                "http://localhost.example/mcp",
                "http://127.0.0.1.example/mcp",
                "ftp://127.0.0.1/mcp",
                "https:///mcp",
                "https://user:pass@203.0.113.7/mcp",
                "https://203.0.113.7/mcp#part",
                "mcp"
            })
    void refusesAServerThatIsNotSafeToSignInTo(String server) {
        assertThatThrownBy(() -> EndpointRules.of(URI.create(server)))
                .isInstanceOf(OAuthException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://203.0.113.7/mcp",
                "http://localhost:1/mcp",
                "http://127.8.9.1/mcp",
                "http://[::1]:9/mcp"
            })
    void takesHttpsAndThisMachine(String server) {
        EndpointRules rules = EndpointRules.of(URI.create(server));

        assertThat(rules.check(URI.create(server), "itself")).isEqualTo(URI.create(server));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/token",
                "http://localhost/token",
                "https://10.0.0.1/token",
                "https://192.168.1.1/token",
                "https://100.64.0.1/token",
                "https://[fd00::1]/token",
                "https://[::ffff:10.0.0.1]/token",
                "https://0.0.0.0/token",
                "https://169.254.169.254/latest/meta-data"
            })
    void aServerOfTheInternetCannotSendUsInside(String address) {
        EndpointRules rules = EndpointRules.of(WORLD);

        assertThatThrownBy(() -> rules.check(address, "its token_endpoint"))
                .isInstanceOf(OAuthException.class)
                .hasMessageContaining("its token_endpoint")
                .hasMessageContaining(WORLD.toString());
    }

    @Test
    void aServerOfTheOfficeMayNameItsNeighboursButNotThisMachine() {
        EndpointRules rules = EndpointRules.of(OFFICE);

        assertThat(rules.check("https://192.168.1.1/token", "x")).isNotNull();
        assertThatThrownBy(() -> rules.check("https://127.0.0.1/token", "x"))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void aServerOfThisMachineMayNameAnythingButLinkAddresses() {
        EndpointRules rules = EndpointRules.of(HERE);

        assertThat(rules.check("https://10.0.0.1/token", "x")).isNotNull();
        assertThat(rules.check("https://203.0.113.8/token", "x")).isNotNull();
        assertThatThrownBy(() -> rules.check("https://169.254.169.254/", "x"))
                .isInstanceOf(OAuthException.class);
    }

    @Test
    void namesWhatIsNoAddressOnOneLine() {
        EndpointRules rules = EndpointRules.of(WORLD);

        assertThatThrownBy(() -> rules.check("https://a b\n", "its issuer"))
                .hasMessageContaining("'https://a b '")
                .hasMessageContaining("its issuer");
    }
}
