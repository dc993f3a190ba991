package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.CharClass.ALNUM;
import static dev.hqe.topics.codeaudit.secrets.CharClass.BASE64;
import static dev.hqe.topics.codeaudit.secrets.CharClass.BASE64_PADDED;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DASH;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DOT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.EQUALS;
import static dev.hqe.topics.codeaudit.secrets.CharClass.HEX_LOWER;
import static dev.hqe.topics.codeaudit.secrets.CharClass.LETTER;
import static dev.hqe.topics.codeaudit.secrets.CharClass.PERCENT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.TILDE;
import static dev.hqe.topics.codeaudit.secrets.CharClass.UPPER_DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD_DASH;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.CONTEXT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT;
import static dev.hqe.topics.codeaudit.secrets.Severity.CRITICAL;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Step.literal;
import static dev.hqe.topics.codeaudit.secrets.Step.maybe;
import static dev.hqe.topics.codeaudit.secrets.Step.run;
import static dev.hqe.topics.codeaudit.secrets.Step.uuid;

import java.util.List;

/// Cloud providers, platforms and infrastructure. Formats that a provider does not document are
/// those that the public rule sets agree on (gitleaks, TruffleHog, GitHub's list of supported
/// secrets).
final class CloudRules {
    private CloudRules() {}

    static void addTo(List<Rule> rules) {
        addAmazon(rules);
        addGoogleAndMicrosoft(rules);
        addPlatforms(rules);
    }

    private static void addAmazon(List<Rule> rules) {
        // AWS IAM user guide, "IAM identifiers": unique id prefixes; the rest is base 32 (A-Z2-7).
        Rule keyId = new Rule("aws-access-key-id", "AWS access key id", HIGH, FORMAT);
        for (String prefix : List.of("AKIA", "ASIA", "ABIA", "ACCA")) {
            keyId.found(new TokenForm(prefix, run(UPPER_DIGIT, 16)).check(CloudRules::isBase32));
        }
        rules.add(keyId);
        // 40 base64 characters without a mark of their own: only the key's name tells.
        Rule secret = new Rule("aws-secret-access-key", "AWS secret access key", CRITICAL, CONTEXT);
        for (String word : List.of("secret_access_key", "aws_secret_key", "aws_secret")) {
            secret.found(
                    new KeyedForm(Keyword.of(word), run(BASE64, 40)).check(Check.entropy(3.0)));
        }
        rules.add(secret);
        // AWS Bedrock user guide, "API keys": long-lived keys start with ABSK.
        rules.add(
                new Rule("aws-bedrock-api-key", "Amazon Bedrock API key", HIGH, FORMAT)
                        .token("ABSK", run(BASE64, 109, 269), maybe(run(EQUALS, 1, 2))));
    }

    private static boolean isBase32(Text text, int start, int end) {
        for (int i = start + 4; i < end; i++) {
            int c = text.at(i);
            if (CharClass.is(c, DIGIT) && (c < '2' || c > '7')) {
                return false;
            }
        }
        return true;
    }

    private static void addGoogleAndMicrosoft(List<Rule> rules) {
        // cloud.google.com/docs/authentication/api-keys shows the form AIza + 35.
        rules.add(
                new Rule("google-api-key", "Google API key", HIGH, FORMAT)
                        .token("AIza", run(WORD_DASH, 35)));
        rules.add(
                new Rule("google-oauth-client-secret", "Google OAuth client secret", HIGH, FORMAT)
                        .token("GOCSPX-", run(WORD_DASH, 28)));
        rules.add(
                new Rule("google-oauth-access-token", "Google OAuth access token", HIGH, FORMAT)
                        .token("ya29.", run(WORD_DASH, 20, 300)));
        // Firebase Cloud Messaging legacy server key.
        rules.add(
                new Rule("firebase-server-key", "Firebase Cloud Messaging server key", HIGH, FORMAT)
                        .found(
                                new TokenForm(":APA91b", run(WORD_DASH, 128, 160))
                                        .behind(WORD_DASH, 11, 11)));
        // learn.microsoft.com, "Configure Azure Storage connection strings": 64 bytes in base64.
        rules.add(
                new Rule("azure-storage-key", "Azure storage account key", CRITICAL, CONTEXT)
                        .found(
                                new TokenForm("AccountKey=", run(BASE64, 86), literal("=="))
                                        .labelled()));
        rules.add(
                new Rule("azure-service-bus-key", "Azure shared access key", CRITICAL, CONTEXT)
                        .found(
                                new TokenForm("SharedAccessKey=", run(BASE64, 43), literal("="))
                                        .labelled()));
        // learn.microsoft.com, "Create a service SAS": sig is a base64 HMAC-SHA256, URL-encoded.
        rules.add(
                new Rule("azure-sas-signature", "Azure shared access signature", HIGH, CONTEXT)
                        .found(
                                new TokenForm("sig=", run(BASE64_PADDED | PERCENT, 43, 80))
                                        .labelled()
                                        .check(CloudRules::isSignature)));
        // Microsoft Entra client secrets: three characters, a digit, "Q~" and 31 to 34 more.
        rules.add(
                new Rule("azure-client-secret", "Microsoft Entra client secret", CRITICAL, FORMAT)
                        .found(
                                new TokenForm("Q~", run(WORD_DASH | DOT | TILDE, 31, 34))
                                        .behind(WORD | DOT | TILDE, 4, 4)
                                        .check((text, start, end) ->
                                                CharClass.is(text.at(start + 3), DIGIT))));
    }

    /// A query parameter, padded as 32 bytes in base64 are, so that `?sig=` of others stays out.
    private static boolean isSignature(Text text, int start, int end) {
        int before = text.at(start - 5);
        boolean parameter = before == '?' || before == '&' || before == ';';
        byte[] encoded = {'%', '3', 'd'};
        boolean padded = text.at(end - 1) == '=' || text.startsWithIgnoringCase(encoded, end - 3);
        return parameter && padded;
    }

    private static void addPlatforms(List<Rule> rules) {
        // docs.digitalocean.com/reference/api: dop_ personal, doo_ OAuth, dor_ refresh.
        rules.add(
                new Rule("digitalocean-token", "DigitalOcean token", CRITICAL, FORMAT)
                        .tokens(List.of("dop_v1_", "doo_v1_", "dor_v1_"), run(HEX_LOWER, 64)));
        rules.add(
                new Rule("databricks-token", "Databricks personal access token", HIGH, FORMAT)
                        .token(
                                "dapi",
                                run(HEX_LOWER, 32),
                                maybe(Step.sequence(literal("-"), run(DIGIT, 1)))));
        // developer.hashicorp.com/vault/docs/concepts/tokens: hvs service, hvb batch, hvr recovery.
        rules.add(
                new Rule("vault-token", "HashiCorp Vault token", CRITICAL, FORMAT)
                        .tokens(List.of("hvs.", "hvb.", "hvr."), run(WORD_DASH, 24, 300)));
        rules.add(
                new Rule("terraform-token", "HCP Terraform API token", CRITICAL, FORMAT)
                        .found(
                                new TokenForm(".atlasv1.", run(WORD_DASH | EQUALS, 60, 70))
                                        .behind(ALNUM, 14, 14)));
        // docs.doppler.com/reference/auth-token-formats
        rules.add(
                new Rule("doppler-token", "Doppler token", CRITICAL, FORMAT)
                        .tokens(
                                List.of("dp.pt.", "dp.ct.", "dp.sa.", "dp.scim.", "dp.audit."),
                                run(ALNUM, 40, 44)));
        rules.add(
                new Rule("pulumi-token", "Pulumi access token", HIGH, FORMAT)
                        .token("pul-", run(HEX_LOWER, 40)));
        rules.add(
                new Rule("heroku-api-key", "Heroku API key", HIGH, FORMAT)
                        .token("HRKU-AA", run(WORD_DASH, 58))
                        .found(new KeyedForm(Keyword.of("heroku_api_key"), uuid())));
        rules.add(
                new Rule("fly-access-token", "Fly.io access token", HIGH, FORMAT)
                        .token("fo1_", run(WORD_DASH, 43))
                        .tokens(
                                List.of("fm1a_", "fm1r_", "fm2_"),
                                run(BASE64, 100, 1000),
                                maybe(run(EQUALS, 1, 3))));
        // planetscale.com/docs/concepts/planetscale-api-oauth-applications
        rules.add(
                new Rule("planetscale-token", "PlanetScale credential", HIGH, FORMAT)
                        .tokens(
                                List.of("pscale_tkn_", "pscale_pw_", "pscale_oauth_"),
                                run(WORD_DASH | DOT | EQUALS, 32, 64)));
        rules.add(
                new Rule("supabase-token", "Supabase access token", HIGH, FORMAT)
                        .token("sbp_", run(HEX_LOWER, 40))
                        .token("sb_secret_", run(WORD_DASH, 22, 64)));
        rules.add(
                new Rule("cloudflare-origin-ca-key", "Cloudflare origin CA key", HIGH, FORMAT)
                        .token("v1.0-", run(HEX_LOWER, 24), literal("-"), run(HEX_LOWER, 146)));
        rules.add(
                new Rule("cloudflare-api-token", "Cloudflare API token", HIGH, CONTEXT)
                        .found(
                                new KeyedForm(
                                        Keyword.of("cloudflare_api_token"), run(WORD_DASH, 40)))
                        .found(new KeyedForm(Keyword.of("cf_api_token"), run(WORD_DASH, 40))));
        // tailscale.com/kb/1085/auth-keys
        rules.add(
                new Rule("tailscale-key", "Tailscale key", HIGH, FORMAT)
                        .tokens(
                                List.of("tskey-auth-", "tskey-api-", "tskey-client-"),
                                run(ALNUM, 8, 24),
                                literal("-"),
                                run(ALNUM, 16, 64)));
        // docs.dynatrace.com, "Access tokens": dt0c01 + public part + secret part.
        rules.add(
                new Rule("dynatrace-token", "Dynatrace API token", HIGH, FORMAT)
                        .tokens(
                                List.of("dt0c01.", "dt0s16."),
                                run(LETTER | DIGIT, 24),
                                literal("."),
                                run(LETTER | DIGIT, 64)));
        rules.add(
                new Rule("openshift-token", "OpenShift user token", HIGH, FORMAT)
                        .found(new TokenForm("sha256~", run(WORD_DASH, 43)).notAfter(WORD | DASH)));
    }
}
