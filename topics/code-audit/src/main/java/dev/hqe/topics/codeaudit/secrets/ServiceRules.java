package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.CharClass.ALNUM;
import static dev.hqe.topics.codeaudit.secrets.CharClass.BASE64_PADDED;
import static dev.hqe.topics.codeaudit.secrets.CharClass.HEX;
import static dev.hqe.topics.codeaudit.secrets.CharClass.HEX_LOWER;
import static dev.hqe.topics.codeaudit.secrets.CharClass.LOWER_DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.UPPER_DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD_DASH;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.CONTEXT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT;
import static dev.hqe.topics.codeaudit.secrets.Severity.CRITICAL;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;
import static dev.hqe.topics.codeaudit.secrets.Step.literal;
import static dev.hqe.topics.codeaudit.secrets.Step.run;

import java.util.List;

/// Payments, models, monitoring.
final class ServiceRules {
    private ServiceRules() {}

    static void addTo(List<Rule> rules) {
        addPayments(rules);
        addModels(rules);
        addMonitoring(rules);
    }

    private static void addPayments(List<Rule> rules) {
        // docs.stripe.com/keys: sk_ secret, rk_ restricted, _test_ touches no money.
        rules.add(
                new Rule("stripe-live-key", "Stripe live key", CRITICAL, FORMAT)
                        .tokens(List.of("sk_live_", "rk_live_"), run(ALNUM, 16, 247)));
        rules.add(
                new Rule("stripe-test-key", "Stripe test key", LOW, FORMAT)
                        .tokens(List.of("sk_test_", "rk_test_"), run(ALNUM, 16, 247)));
        // docs.stripe.com/webhooks, "Verify webhook signatures".
        rules.add(
                new Rule("stripe-webhook-secret", "Webhook signing secret (whsec_)", HIGH, FORMAT)
                        .token("whsec_", run(BASE64_PADDED, 32, 100)));
        // shopify.dev, "Access tokens": shpat admin, shpca custom, shppa private, shpss secret.
        rules.add(
                new Rule("shopify-token", "Shopify access token or secret", CRITICAL, FORMAT)
                        .tokens(List.of("shpat_", "shpca_", "shppa_", "shpss_"), run(HEX, 32)));
        // developer.squareup.com/docs/build-basics/access-tokens
        rules.add(
                new Rule("square-token", "Square access token or secret", CRITICAL, FORMAT)
                        .token("sq0atp-", run(WORD_DASH, 22))
                        .token("sq0csp-", run(WORD_DASH, 43))
                        .token("EAAA", run(WORD_DASH, 60)));
        rules.add(
                new Rule("braintree-token", "PayPal Braintree access token", CRITICAL, FORMAT)
                        .token(
                                "access_token$production$",
                                run(LOWER_DIGIT, 16),
                                literal("$"),
                                run(HEX_LOWER, 32)));
        rules.add(
                new Rule("plaid-access-token", "Plaid access token", HIGH, FORMAT)
                        .tokens(
                                List.of(
                                        "access-sandbox-",
                                        "access-development-",
                                        "access-production-"),
                                Step.uuid()));
    }

    private static void addModels(List<Rule> rules) {
        // platform.openai.com: project, service account and admin keys; before 2024 sk- + 48 with
        // "T3BlbkFJ" ("OpenAI" in base64) in the middle.
        rules.add(
                new Rule("openai-api-key", "OpenAI API key", CRITICAL, FORMAT)
                        .tokens(
                                List.of("sk-proj-", "sk-svcacct-", "sk-admin-"),
                                run(WORD_DASH, 40, 200))
                        .token("sk-", run(ALNUM, 20), literal("T3BlbkFJ"), run(ALNUM, 20)));
        rules.add(
                new Rule("anthropic-api-key", "Anthropic API key", CRITICAL, FORMAT)
                        .token("sk-ant-", run(WORD_DASH, 80, 140)));
        // huggingface.co/docs/hub/security-tokens
        rules.add(
                new Rule("huggingface-token", "Hugging Face token", HIGH, FORMAT)
                        .tokens(List.of("hf_", "api_org_"), run(ALNUM, 34, 40)));
        rules.add(
                new Rule("groq-api-key", "Groq API key", HIGH, FORMAT)
                        .token("gsk_", run(ALNUM, 52)));
        rules.add(
                new Rule("replicate-token", "Replicate API token", HIGH, FORMAT)
                        .token("r8_", run(ALNUM, 37)));
        rules.add(
                new Rule("perplexity-api-key", "Perplexity API key", HIGH, FORMAT)
                        .token("pplx-", run(ALNUM, 48)));
    }

    private static void addMonitoring(List<Rule> rules) {
        // docs.datadoghq.com/account_management/api-app-keys: 32 and 40 hexadecimal digits.
        Rule datadog = new Rule("datadog-key", "Datadog API or application key", HIGH, CONTEXT);
        for (String word : List.of("dd_api_key", "datadog_api_key")) {
            datadog.found(new KeyedForm(Keyword.of(word), run(HEX_LOWER, 32)));
        }
        for (String word : List.of("dd_app_key", "dd_application_key", "datadog_app_key")) {
            datadog.found(new KeyedForm(Keyword.of(word), run(HEX_LOWER, 40)));
        }
        rules.add(datadog);
        // docs.newrelic.com/docs/apis/intro-apis/new-relic-api-keys
        rules.add(
                new Rule("newrelic-key", "New Relic API key", HIGH, FORMAT)
                        .token("NRAK-", run(UPPER_DIGIT, 27))
                        .token("NRII-", run(WORD_DASH, 32))
                        .token("NRAA-", run(HEX_LOWER, 27)));
        rules.add(
                new Rule("newrelic-browser-key", "New Relic browser key", MEDIUM, FORMAT)
                        .token("NRJS-", run(HEX_LOWER, 19)));
        // grafana.com/docs: glsa_ service account (with a CRC-32 behind), glc_ cloud access policy.
        rules.add(
                new Rule("grafana-token", "Grafana token", HIGH, FORMAT)
                        .token("glsa_", run(ALNUM, 32), literal("_"), run(HEX, 8))
                        .token("glc_", run(BASE64_PADDED, 32, 400)));
    }
}
