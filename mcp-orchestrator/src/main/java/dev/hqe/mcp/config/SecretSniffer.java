package dev.hqe.mcp.config;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Tells what looks like a secret in a configuration: by the form of the value, by the name that it
/// stands under, or because it looks random. A guess, on the side of taking too much for a secret:
/// a value that was moved to the secret store still works.
public final class SecretSniffer {

    private static final int MAX_CHARS = 32_768;
    private static final int MIN_RANDOM_CHARS = 24;

    /// Bits per character above which a long word counts as random. English words have about 3.
    private static final double RANDOM_BITS = 3.7;

    /// Beginnings that services give to their tokens.
    private static final List<String> PREFIXES =
            List.of(
                    "sk-",
                    "sk_live_",
                    "sk_test_",
                    "rk_live_",
                    "ghp_",
                    "gho_",
                    "ghu_",
                    "ghs_",
                    "ghr_",
                    "github_pat_",
                    "glpat-",
                    "gldt-",
                    "xoxb-",
                    "xoxp-",
                    "xoxa-",
                    "xapp-",
                    "AKIA",
                    "ASIA",
                    "AIza",
                    "ya29.",
                    "npm_",
                    "hf_",
                    "pypi-",
                    "SG.",
                    "shpat_",
                    "shpss_",
                    "lin_api_",
                    "ntn_",
                    "secret_",
                    "dop_v1_",
                    "pplx-",
                    "gsk_",
                    "tvly-",
                    "figd_",
                    "ATATT3",
                    "sntrys_",
                    "sbp_",
                    "dckr_pat_",
                    "pat-",
                    "fc-",
                    "r8_",
                    "xai-");

    private static final int MIN_PREFIXED_CHARS = 16;

    private static final Pattern JWT =
            Pattern.compile("eyJ[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]{8,}\\.[A-Za-z0-9_-]*");

    private static final Pattern USER_INFO =
            Pattern.compile("[A-Za-z][A-Za-z0-9+.-]{0,30}://[^/?#\\s:@]*:([^/?#\\s@]+)@");

    private static final Pattern SECRET_NAME =
            Pattern.compile(
                    "(?i).*(token|secret|passw(or)?d|passphrase|api_?key|access_?key|private_?key"
                            + "|credential|authorization|cookie|bearer|signing_?key|service_?key"
                            + "|encryption_?key|account_?key|webhook).*"
                            + "|(.*_)?(pat|pwd|pass|auth|key|apikey)");

    /// Names that hold such a word and say something about the secret instead.
    private static final Pattern OTHER_NAME =
            Pattern.compile(
                    "(?i).*(_file|_path|_dir|_name|_id|_ttl|_count|_limit|_url|_uri|_host|_type"
                            + "|_expiry|_timeout|_header|_env|_length|_size|max_tokens|tokens)");

    private static final Pattern PLACEHOLDER =
            Pattern.compile(
                    "(?i)<[^<>]*>|\\[[^\\[\\]]*]|x{3,}|\\*+|\\.{3,}|change[-_ ]?me|todo|none|null"
                            + "|(your|my|the|insert|enter|replace|put)[-_ ].*|.*[-_ ](here|placeholder)"
                            + "|example|placeholder|dummy|test|.*_HERE");

    private static final Pattern SMALL = Pattern.compile("(?i)true|false|yes|no|on|off|[0-9]{1,9}");
    private static final Pattern PATH = Pattern.compile("[~.]?/.*|[A-Za-z]:\\\\.*|\\.\\.?/.*");
    private static final Pattern UUID =
            Pattern.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}");
    private static final Pattern WORD = Pattern.compile("[A-Za-z0-9+/=_.~-]+");
    private static final Pattern SCHEME =
            Pattern.compile("(?i)(bearer|basic|token|apikey)\\s+(.+)");

    private SecretSniffer() {}

    /// Why a value looks like a secret, if it does.
    ///
    /// @param name what it stands under: a variable, a header, an option; empty for none
    /// @param value references in it are not looked at
    /// @return a few words for a person, that do not quote the value
    public static Optional<String> reason(String name, String value) {
        String text = value.strip();
        if (text.isEmpty() || text.length() > MAX_CHARS || isPlaceholder(text)) {
            return Optional.empty();
        }
        Matcher scheme = SCHEME.matcher(text);
        String bare = scheme.matches() ? scheme.group(2) : text;
        if (text.contains("${") && ConfigReference.without(bare).matches("x*")) {
            return Optional.empty(); // nothing but references
        }
        Optional<String> known =
                PREFIXES.stream()
                        .filter(p -> bare.startsWith(p) && bare.length() >= MIN_PREFIXED_CHARS)
                        .findFirst();
        if (known.isPresent() && WORD.matcher(bare).matches()) {
            return Optional.of("begins like a token ('" + known.get() + "')");
        }
        if (bare.startsWith("-----BEGIN ") && bare.contains("PRIVATE KEY")) {
            return Optional.of("is a private key");
        }
        if (JWT.matcher(bare).matches()) {
            return Optional.of("has the form of a JSON web token");
        }
        Matcher user = USER_INFO.matcher(bare);
        if (user.find() && !ConfigReference.without(user.group(1)).matches("x*")) {
            return Optional.of("has a password in a URL");
        }
        boolean plain = SMALL.matcher(text).matches() || PATH.matcher(text).matches();
        if (isSecretName(name) && !plain && text.length() >= 4 && !text.contains("://")) {
            return Optional.of("its name speaks of a secret");
        }
        return isRandom(bare) ? Optional.of("looks random") : Optional.empty();
    }

    /// Whether a variable, header or option of this name holds a secret.
    static boolean isSecretName(String name) {
        String plain = name.replaceAll("^-+", "").replace('-', '_').strip();
        return plain.length() <= 256
                && SECRET_NAME.matcher(plain).matches()
                && !OTHER_NAME.matcher(plain).matches();
    }

    /// Whether a value only shows where something has to be filled in.
    static boolean isPlaceholder(String value) {
        return value.length() <= 200 && PLACEHOLDER.matcher(value.strip()).matches();
    }

    private static boolean isRandom(String text) {
        if (text.length() < MIN_RANDOM_CHARS
                || text.length() > 1024
                || !WORD.matcher(text).matches()
                || UUID.matcher(text).matches()
                || PATH.matcher(text).matches()) {
            return false;
        }
        boolean digits = text.chars().anyMatch(Character::isDigit);
        boolean letters = text.chars().anyMatch(Character::isLetter);
        boolean words = text.chars().filter(c -> c == '-' || c == '.' || c == '/').count() > 2;
        return digits && letters && !words && bitsPerCharacter(text) >= RANDOM_BITS;
    }

    /// Shannon's entropy of the characters.
    private static double bitsPerCharacter(String text) {
        Map<Integer, Integer> counts = new HashMap<>();
        text.chars().forEach(c -> counts.merge(c, 1, Integer::sum));
        double bits = 0;
        for (int count : counts.values()) {
            double share = count / (double) text.length();
            bits -= share * Math.log(share) / Math.log(2);
        }
        return bits;
    }

    private static final Pattern PAIR =
            Pattern.compile(
                    "\"?([A-Za-z0-9_. -]{1,64})\"?\\s*[:=]\\s*(\"(?:[^\"\\\\]|\\\\.)*+\"|[^\\s,{}\\[\\]\"]+)");
    private static final Pattern TEXT =
            Pattern.compile("\"((?:[^\"\\\\]|\\\\.)*+)\"|([^\\s,{}\\[\\]\":]{16,})");

    /// A line of a configuration with what looks like a secret blotted out, for showing.
    static String masked(String line) {
        if (line.length() > 2000) {
            return masked(line.substring(0, 2000)) + "...";
        }
        String named =
                PAIR.matcher(line)
                        .replaceAll(pair -> {
                            String value = pair.group(2);
                            String bare =
                                    value.startsWith("\"")
                                            ? value.substring(1, value.length() - 1)
                                            : value;
                            return reason(pair.group(1).strip(), bare).isEmpty()
                                    ? Matcher.quoteReplacement(pair.group())
                                    : Matcher.quoteReplacement(
                                            pair.group()
                                                            .substring(
                                                                    0,
                                                                    pair.group().length()
                                                                            - value.length())
                                                    + (value.startsWith("\"") ? "\"***\"" : "***"));
                        });
        return TEXT.matcher(named)
                .replaceAll(text -> {
                    boolean quoted = text.group(1) != null;
                    String bare = quoted ? text.group(1) : text.group(2);
                    return reason("", bare).isEmpty()
                            ? Matcher.quoteReplacement(text.group())
                            : (quoted ? "\"***\"" : "***");
                });
    }

    /// The scheme before a credential (`Bearer `), or an empty text.
    static String schemeOf(String value) {
        Matcher scheme = SCHEME.matcher(value.strip());
        return scheme.matches() ? value.strip().substring(0, scheme.start(2)) : "";
    }

    /// A name for a secret from what it stands under.
    public static String secretName(String server, String under) {
        String plain = under.replaceAll("[^A-Za-z0-9_.-]+", "-").replaceAll("^[-.]+|[-.]+$", "");
        String name = plain.isEmpty() ? "value" : plain;
        String bare = server.replaceAll("^[_-]+", "");
        String prefix = bare.isEmpty() ? "server" : bare;
        return prefix + "/" + (name.length() <= 64 ? name : name.substring(0, 64));
    }
}
