package dev.hqe.topics.codeaudit.secrets;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Random;

/// Made-up texts with one secret each, by rule. They are put together at run time from a template
/// and a seed, so that no file holds anything that looks like a credential.
///
/// In a template `«` and `»` enclose the secret, and `{x:n}` stands for `n` characters of an
/// alphabet: `A` letters and digits, `h` lower hexadecimal, `H` hexadecimal, `U` capitals and
/// digits, `B` base 32, `l` lower case and digits, `d` digits, `w` letters, digits, `-` and `_`,
/// `b` base64, `n` base64 in lines of 64. `{e:text}` is the text in base64, `{u:text}` in
/// base64url, `{uuid}` a UUID.
public final class Samples {
    private static final String LOWER = "abcdefghijklmnopqrstuvwxyz";
    private static final String DIGITS = "0123456789";
    private static final String UPPER = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

    /// A text, where its one secret is, and which rule must find it.
    public record Sample(String rule, String text, String secret) {
        @Override
        public String toString() {
            return rule + " in '" + text + "'";
        }
    }

    private static final String[][] TEMPLATES = {
        {"aws-access-key-id", "id = «AKIA{B:16}»", "x:«ASIA{B:16}»,"},
        {
            "aws-secret-access-key",
            "aws_secret_access_key = «{b:40}»",
            "secretAccessKey: '«{b:40}»',",
            "{\"SecretAccessKey\": \"«{b:40}»\"}",
            "export AWS_SECRET_ACCESS_KEY=\"«{b:40}»\""
        },
        {"aws-bedrock-api-key", "k='«ABSK{b:120}==»'"},
        {"google-api-key", "?key=«AIza{w:35}»&x"},
        {"google-oauth-client-secret", "s «GOCSPX-{w:28}»"},
        {"google-oauth-access-token", "s «ya29.{w:80}»"},
        {"firebase-server-key", "key=«AAAA{A:7}:APA91b{w:134}»"},
        {"azure-storage-key", "AccountName=x;AccountKey=«{b:86}==»;EndpointSuffix=y"},
        {"azure-service-bus-key", "SharedAccessKeyName=r;SharedAccessKey=«{b:43}=»"},
        {"azure-sas-signature", "https://x/c?sv=2024-11-04&sig=«{A:43}%3D»&se=1"},
        {"azure-client-secret", "secret: «{A:3}8Q~{w:31}»"},
        {"digitalocean-token", "t=«dop_v1_{h:64}»", "t=«doo_v1_{h:64}»"},
        {"databricks-token", "t=«dapi{h:32}»", "t=«dapi{h:32}-2»"},
        {"vault-token", "VAULT=«hvs.{w:95}»", "x «hvb.{w:140}»"},
        {"terraform-token", "t = \"«{A:14}.atlasv1.{w:64}»\""},
        {"doppler-token", "t=«dp.pt.{A:43}»"},
        {"pulumi-token", "t=«pul-{h:40}»"},
        {"heroku-api-key", "t=«HRKU-AA{w:58}»", "HEROKU_API_KEY=«{uuid}»"},
        {"fly-access-token", "t=«fo1_{w:43}»", "t=«fm2_{b:120}==»"},
        {"planetscale-token", "t=«pscale_pw_{w:43}»"},
        {"supabase-token", "t=«sbp_{h:40}»", "t=«sb_secret_{w:31}»"},
        {"cloudflare-origin-ca-key", "t=«v1.0-{h:24}-{h:146}»"},
        {"cloudflare-api-token", "CLOUDFLARE_API_TOKEN=«{A:40}»"},
        {"tailscale-key", "t=«tskey-auth-{A:16}-{A:32}»"},
        {"dynatrace-token", "t=«dt0c01.{U:24}.{U:64}»"},
        {"openshift-token", "--token=«sha256~{w:43}»"},
        {"github-personal-token", "t=«ghp_{A:36}»", "\"url\\n«ghp_{A:36}»\\n\""},
        {"github-oauth-token", "t=«gho_{A:36}»"},
        {"github-user-token", "t=«ghu_{A:36}»"},
        {"github-server-token", "t=«ghs_{A:36}»"},
        {"github-refresh-token", "t=«ghr_{A:76}»"},
        {"github-fine-grained-token", "t=«github_pat_{A:22}_{A:59}»"},
        {"gitlab-personal-token", "t=«glpat-{w:20}»"},
        {"gitlab-token", "t=«glrt-{w:20}»", "t=«gldt-{w:20}»"},
        {"atlassian-token", "t=«ATATT3{w:186}»"},
        {"npm-access-token", "t=«npm_{A:36}»"},
        {"npmrc-auth-token", "//npm.invalid/:_authToken=«{A:36}»"},
        {"pypi-token", "password = «pypi-AgEI{w:150}»"},
        {"rubygems-token", "t=«rubygems_{h:48}»"},
        {"nuget-api-key", "t=«oy2{l:43}»"},
        {"crates-io-token", "t=«cio{A:32}»"},
        {"clojars-token", "t=«CLOJARS_{h:60}»"},
        {"docker-token", "t=«dckr_pat_{w:27}»"},
        {"artifactory-token", "t=«AKCp{A:69}»"},
        {"linear-api-key", "t=«lin_api_{A:40}»"},
        {"notion-token", "t=«ntn_{d:11}{A:35}»", "t=«secret_{A:43}»"},
        {"postman-api-key", "t=«PMAK-{h:24}-{h:34}»"},
        {"airtable-token", "t=«pat{A:14}.{h:64}»"},
        {"figma-token", "t=«figd_{w:40}»"},
        {"sonar-token", "t=«squ_{h:40}»"},
        {"sentry-token", "t=«sntryu_{h:64}»"},
        {"onepassword-token", "t=«ops_eyJ{b:400}»"},
        {"mapbox-secret-token", "t=«sk.eyJ{A:80}.{A:22}»"},
        {"stripe-live-key", "t=«sk_live_{A:24}»", "t=«rk_live_{A:99}»"},
        {"stripe-test-key", "t=«sk_test_{A:24}»"},
        {"stripe-webhook-secret", "t=«whsec_{A:32}»"},
        {"shopify-token", "t=«shpat_{h:32}»", "t=«shpss_{H:32}»"},
        {"square-token", "t=«sq0atp-{w:22}»", "t=«EAAA{w:60}»"},
        {"braintree-token", "t=«access_token$production${l:16}${h:32}»"},
        {"plaid-access-token", "t=«access-sandbox-{uuid}»"},
        {
            "openai-api-key",
            "t=«sk-proj-{w:74}T3BlbkFJ{w:74}»",
            "OPENAI_API_KEY=«sk-{A:20}T3BlbkFJ{A:20}»"
        },
        {"anthropic-api-key", "t=«sk-ant-api03-{w:93}AA»"},
        {"huggingface-token", "t=«hf_{A:34}»"},
        {"groq-api-key", "t=«gsk_{A:52}»"},
        {"replicate-token", "t=«r8_{A:37}»"},
        {"perplexity-api-key", "t=«pplx-{A:48}»"},
        {"datadog-key", "DD_API_KEY=«{h:32}»", "datadog_app_key: «{h:40}»"},
        {"newrelic-key", "t=«NRAK-{U:27}»"},
        {"newrelic-browser-key", "t=«NRJS-{h:19}»"},
        {"grafana-token", "t=«glsa_{A:32}_{h:8}»", "t=«glc_{b:100}==»"},
        {"slack-token", "t=«xoxb-{d:12}-{d:12}-{A:24}»", "t=«xapp-1-{U:11}-{d:13}-{h:64}»"},
        {"slack-webhook", "https://«hooks.slack.com/services/T{U:8}/B{U:10}/{A:24}»"},
        {"discord-bot-token", "bot «{u:112233445566778899}.{A:6}.{w:38}»"},
        {"discord-webhook", "https://«discord.com/api/webhooks/{d:18}/{w:68}»"},
        {
            "teams-webhook",
            "https://x.«webhook.office.com/webhookb2/{uuid}@{uuid}/IncomingWebhook/{h:32}/{uuid}»"
        },
        {"telegram-bot-token", "t=«{d:10}:AA{w:33}» "},
        {"twilio-api-key", "t=«SK{h:32}»"},
        {"twilio-account-sid", "t=«AC{h:32}»"},
        {"twilio-auth-token", "TWILIO_AUTH_TOKEN=«{h:32}»"},
        {"sendgrid-api-key", "t=«SG.{w:22}.{w:43}» "},
        {"mailgun-api-key", "t=«key-{h:32}»"},
        {"mailchimp-api-key", "t=«{h:32}-us12»"},
        {"brevo-api-key", "t=«xkeysib-{h:64}-{A:16}»"},
        {"resend-api-key", "t=«re_{A:8}_{A:24}»"},
        {"amazon-mws-token", "t=«amzn.mws.{uuid}»"},
        {"algolia-admin-key", "ALGOLIA_ADMIN_KEY=«{h:32}»"},
        {
            "private-key-rsa",
            "x\n«-----BEGIN RSA PRIVATE KEY-----\n{n:800}\n-----END RSA PRIVATE KEY-----»\n",
            "«-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-256-CBC,AB\n\n"
                    + "{n:800}\n-----END RSA PRIVATE KEY-----»"
        },
        {
            "private-key-ec",
            "«-----BEGIN EC PRIVATE KEY-----\n{n:160}\n-----END EC PRIVATE KEY-----»"
        },
        {
            "private-key-dsa",
            "«-----BEGIN DSA PRIVATE KEY-----\n{n:160}\n-----END DSA PRIVATE KEY-----»"
        },
        {
            "private-key-openssh",
            "«-----BEGIN OPENSSH PRIVATE KEY-----\n{n:500}\n-----END OPENSSH PRIVATE KEY-----»"
        },
        {
            "private-key-pgp",
            "«-----BEGIN PGP PRIVATE KEY BLOCK-----\n\n{n:900}\n-----END PGP PRIVATE KEY BLOCK-----»"
        },
        {
            "private-key-pkcs8",
            "«-----BEGIN PRIVATE KEY-----\n{n:900}\n-----END PRIVATE KEY-----»",
            "key = \"«-----BEGIN PRIVATE KEY-----\\n{b:64}\\n{b:64}\\n-----END PRIVATE KEY-----»\""
        },
        {
            "private-key-short",
            "«-----BEGIN RSA PRIVATE KEY-----\n{b:20}\n-----END RSA PRIVATE KEY-----»\n",
            "x\n«-----BEGIN PRIVATE KEY-----\n{b:36}\n-----END PRIVATE KEY-----»\n"
        },
        {
            "private-key-pkcs8-encrypted",
            "«-----BEGIN ENCRYPTED PRIVATE KEY-----\n{n:900}\n-----END ENCRYPTED PRIVATE KEY-----»"
        },
        {
            "gcp-service-account-key",
            "{\"type\": \"service_account\", \"private_key\": \"«-----BEGIN PRIVATE KEY-----\\n{b:64}\\n"
                    + "{b:64}\\n-----END PRIVATE KEY-----»\\n\"}"
        },
        {
            "putty-private-key",
            """
            PuTTY-User-Key-File-3: ssh-ed25519
            Encryption: none
            Comment: c
            Public-Lines: 2
            {n:100}
            Private-Lines: 1
            «{b:48}»
            Private-MAC: {h:64}
            """
        },
        {"age-secret-key", "«AGE-SECRET-KEY-1{U:58}»"},
        {"jwt", "t=«{u:{\"alg\":\"HS256\",\"typ\":\"JWT\"}}.{u:{\"sub\":\"1234567890\"}}.{w:43}»"},
        {
            "database-url",
            "postgres://app:«s3same-0pen»@db:5432/app",
            "mongodb+srv://u:«Zq8.kT_2x»@c.invalid/?x=1"
        },
        {"url-password", "https://bot:«tr0ub4dor»@git.invalid/x.git"},
        {"netrc-password", "machine git.invalid login bot password «tr0ub4dor»\n"},
        {"basic-auth-header", "Authorization: Basic «{e:aladdin:opensesame}»"},
        {
            "docker-config-auth",
            "{\"auths\":{\"r.invalid\":{\"auth\":\"«{e:aladdin:opensesame}»\"}}}"
        },
        {
            "generic-password",
            "password = \"«q8!Zk2#Lw9»\"",
            "DB_PASSWORD=«q8Zk2Lw94x»\n",
            "config['passwd'] = '«q8!Zk2#Lw9»';",
            "{\"dbPassword\": \"«q8!Zk2#Lw9»\"}",
            "setProperty(\"password\", \"«q8!Zk2#Lw9»\")",
            "<password>«q8!Zk2#Lw9»</password>",
            "val password: String = \"«q8!Zk2#Lw9»\"",
            "\"{\\\"password\\\":\\\"«q8!Zk2#Lw9»\\\"}\"",
            "pwd: «q8!Zk2#Lw9»\n"
        },
        {"generic-secret", "client_secret: \"«{A:32}»\"", "my_credentials = '«{A:32}»'"},
        {"generic-token", "authToken = \"«{A:32}»\"", "CI_TOKEN=«{A:32}»\n"},
        {"generic-api-key", "api-key: \"«{A:32}»\"", "apiKey = \"«{h:32}»\""},
        {"bearer-token", "Authorization: Bearer «{w:40}»"},
    };

    private Samples() {}

    /// Every template, filled from a seed.
    public static List<Sample> all(long seed) {
        List<Sample> samples = new ArrayList<>();
        for (String[] row : TEMPLATES) {
            for (int i = 1; i < row.length; i++) {
                String filled = fill(row[i], new Random(seed * 31 + row[0].hashCode() + i));
                int start = filled.indexOf('«');
                int end = filled.indexOf('»');
                String secret = filled.substring(start + 1, end);
                String text = filled.substring(0, start) + secret + filled.substring(end + 1);
                samples.add(new Sample(row[0], text, secret));
            }
        }
        return samples;
    }

    private static String fill(String template, Random random) {
        StringBuilder out = new StringBuilder();
        int at = 0;
        while (at < template.length()) {
            int end = macroEnd(template, at);
            if (end < 0) {
                out.append(template.charAt(at++));
            } else {
                out.append(expand(template.substring(at + 1, end - 1), random));
                at = end;
            }
        }
        return out.toString();
    }

    /// The end of a macro that starts here, or -1: braces of JSON are no macros.
    private static int macroEnd(String template, int at) {
        if (template.startsWith("{uuid}", at)) {
            return at + 6;
        }
        if (template.startsWith("{u:{", at)) {
            return template.indexOf("}}", at) + 2;
        }
        boolean macro =
                template.charAt(at) == '{'
                        && at + 2 < template.length()
                        && template.charAt(at + 2) == ':';
        return macro ? template.indexOf('}', at) + 1 : -1;
    }

    private static String expand(String macro, Random random) {
        if (macro.equals("uuid")) {
            return new java.util.UUID(random.nextLong(), random.nextLong()).toString();
        }
        String argument = macro.substring(2);
        byte[] utf8 = argument.getBytes(StandardCharsets.UTF_8);
        return switch (macro.charAt(0)) {
            case 'e' -> Base64.getEncoder().encodeToString(utf8);
            case 'u' -> Base64.getUrlEncoder().withoutPadding().encodeToString(utf8);
            case 'A' -> draw(LOWER + UPPER + DIGITS, argument, random);
            case 'h' -> draw(DIGITS + "abcdef", argument, random);
            case 'H' -> draw(DIGITS + "ABCDEF", argument, random);
            case 'U' -> draw(UPPER + DIGITS, argument, random);
            case 'B' -> draw(UPPER + "234567", argument, random);
            case 'l' -> draw(LOWER + DIGITS, argument, random);
            case 'd' -> draw(DIGITS, argument, random);
            case 'w' -> draw(LOWER + UPPER + DIGITS + "-_", argument, random);
            case 'b' -> draw(LOWER + UPPER + DIGITS + "+/", argument, random);
            case 'n' ->
                    draw(LOWER + UPPER + DIGITS + "+/", argument, random)
                            .replaceAll("(.{64})(?=.)", "$1\n");
            default -> throw new IllegalArgumentException("unknown macro {" + macro + "}");
        };
    }

    private static String draw(String alphabet, String length, Random random) {
        StringBuilder out = new StringBuilder();
        for (int i = Integer.parseInt(length); i > 0; i--) {
            out.append(alphabet.charAt(random.nextInt(alphabet.length())));
        }
        return out.toString();
    }
}
