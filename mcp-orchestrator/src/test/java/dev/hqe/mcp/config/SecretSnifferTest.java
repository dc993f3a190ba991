package dev.hqe.mcp.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// The secrets here are made of repeated letters.
class SecretSnifferTest {

    @ParameterizedTest
    @CsvSource({
        "GITHUB_PERSONAL_ACCESS_TOKEN, abcdabcd",
        "API_KEY, aaaa-bbbb",
        "DB_PASSWORD, hunter22",
        "Authorization, Bearer abcabcabcabc",
        "X-Api-Key, abcabcabc",
        "--api-key, abcabcabc",
        "ANYTHING, ghp_aaaabbbbccccddddaaaabbbbccccdddd",
        "ANYTHING, sk-aaaabbbbccccddddaaaabbbb",
        "DATABASE_URL, postgres://ann:sesame@db.example.com/x",
        "X, eyJhbGciOiJub25lIn0.eyJzdWIiOiJhYWFhIn0.aaaabbbb",
        "X, q7Wz4Rk9Tn2Yb6Vc8Xm3Jd5F",
    })
    void takesForASecret(String name, String value) {
        assertThat(SecretSniffer.reason(name, value)).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "API_KEY, ${env:API_KEY}",
        "Authorization, Bearer ${secret:a/b}",
        "API_KEY, <your key>",
        "API_KEY, YOUR_API_KEY_HERE",
        "MAX_TOKENS, 4096",
        "TOKEN_FILE, /run/token",
        "GITHUB_TOKEN_URL, https://example.com/token",
        "API_KEY, true",
        "LOG_LEVEL, debug",
        "X, @modelcontextprotocol/server-filesystem",
        "X, /home/ann/projects/very/long/path/to/things/2026",
        "X, 123e4567-e89b-12d3-a456-426614174000",
        "X, https://example.com/a/very/long/path/without/secrets1",
        "AUTHOR, ann",
        "MONKEY, banana",
    })
    void leavesAlone(String name, String value) {
        assertThat(SecretSniffer.reason(name, value)).isEmpty();
    }

    @Test
    void saysWhyWithoutTheValue() {
        assertThat(SecretSniffer.reason("DB_PASSWORD", "sesame-sesame").orElseThrow())
                .doesNotContain("sesame");
    }

    @Test
    void blotsOutSecretsInALine() {
        assertThat(
                        SecretSniffer.masked(
                                "  \"env\": {\"API_KEY\": \"abcabcabc\", \"LEVEL\": \"debug\"},"))
                .isEqualTo("  \"env\": {\"API_KEY\": \"***\", \"LEVEL\": \"debug\"},");
        assertThat(SecretSniffer.masked("    GITHUB_TOKEN: abcabcabc"))
                .isEqualTo("    GITHUB_TOKEN: ***");
        assertThat(SecretSniffer.masked("\"args\": [\"--key\", \"sk-aaaabbbbccccddddaaaabbbb\"]"))
                .isEqualTo("\"args\": [\"--key\", \"***\"]");
        assertThat(SecretSniffer.masked("\"url\": \"https://example.com/mcp\""))
                .isEqualTo("\"url\": \"https://example.com/mcp\"");
    }
}
