package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.CharClass.ALNUM;
import static dev.hqe.topics.codeaudit.secrets.CharClass.AT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DASH;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DOT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.HEX_LOWER;
import static dev.hqe.topics.codeaudit.secrets.CharClass.SLASH;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD_DASH;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;
import static dev.hqe.topics.codeaudit.secrets.Step.literal;
import static dev.hqe.topics.codeaudit.secrets.Step.run;

import java.util.List;

/// Chat, mail and telephony.
final class MessagingRules {
    private MessagingRules() {}

    static void addTo(List<Rule> rules) {
        addChat(rules);
        addMail(rules);
    }

    private static void addChat(List<Rule> rules) {
        // docs.slack.dev/authentication/tokens
        rules.add(
                new Rule("slack-token", "Slack token", HIGH, FORMAT)
                        .tokens(
                                List.of(
                                        "xoxb-",
                                        "xoxp-",
                                        "xoxa-",
                                        "xoxr-",
                                        "xoxs-",
                                        "xoxe-",
                                        "xapp-",
                                        "xoxe.xoxp-",
                                        "xoxe.xoxb-"),
                                run(DIGIT, 1, 14),
                                literal("-"),
                                run(ALNUM | DASH, 16, 260)));
        // docs.slack.dev/messaging/sending-messages-using-incoming-webhooks
        rules.add(
                new Rule("slack-webhook", "Slack webhook URL", HIGH, FORMAT)
                        .tokens(
                                List.of(
                                        "hooks.slack.com/services/",
                                        "hooks.slack.com/workflows/",
                                        "hooks.slack.com/triggers/"),
                                run(ALNUM, 8, 14),
                                literal("/"),
                                run(ALNUM, 8, 20),
                                literal("/"),
                                run(ALNUM | SLASH, 20, 60)));
        // discord.com/developers/docs/reference: the id in base64, a timestamp, an HMAC. The first
        // two characters are those with which base64 of two decimal digits can start.
        Rule discord = new Rule("discord-bot-token", "Discord bot token", HIGH, FORMAT);
        for (String start :
                List.of("MD", "MT", "Mj", "Mz", "ND", "NT", "Nj", "Nz", "OD", "OT", "Oj", "Oz")) {
            discord.found(
                    new TokenForm(
                                    start,
                                    run(WORD_DASH, 21, 26),
                                    literal("."),
                                    run(WORD_DASH, 6),
                                    literal("."),
                                    run(WORD_DASH, 27, 40))
                            .notBefore(WORD_DASH | DOT)
                            .notAfter(WORD_DASH)
                            .entropy(3.5)
                            .check(MessagingRules::startsWithDecimalId));
        }
        rules.add(discord);
        rules.add(
                new Rule("discord-webhook", "Discord webhook URL", HIGH, FORMAT)
                        .tokens(
                                List.of(
                                        "discord.com/api/webhooks/",
                                        "discordapp.com/api/webhooks/"),
                                run(DIGIT, 17, 20),
                                literal("/"),
                                run(WORD_DASH, 60, 80)));
        rules.add(
                new Rule("teams-webhook", "Microsoft Teams webhook URL", HIGH, FORMAT)
                        .token(
                                "webhook.office.com/webhookb2/",
                                Step.uuid(),
                                run(AT, 1),
                                Step.uuid(),
                                literal("/IncomingWebhook/"),
                                run(HEX_LOWER, 32),
                                literal("/"),
                                Step.uuid()));
        // core.telegram.org/bots/api, "Authorizing your bot".
        rules.add(
                new Rule("telegram-bot-token", "Telegram bot token", HIGH, FORMAT)
                        .found(
                                new TokenForm(":AA", run(WORD_DASH, 33))
                                        .behind(DIGIT, 8, 10)
                                        .notAfter(WORD_DASH)
                                        .entropy(3.0)));
    }

    /// The first part is a Discord id, a number of 17 to 20 digits, in base64.
    private static boolean startsWithDecimalId(Text text, int start, int end) {
        int dot = text.run(start, WORD_DASH, 30);
        byte[] id = Base64Text.decode(text, start, dot, 30);
        for (byte digit : id) {
            if (digit < '0' || digit > '9') {
                return false;
            }
        }
        return id.length >= 17;
    }

    private static void addMail(List<Rule> rules) {
        // twilio.com/docs/iam/api-keys: SK is a key's sid, AC an account's.
        rules.add(
                new Rule("twilio-api-key", "Twilio API key", MEDIUM, FORMAT)
                        .token("SK", run(HEX_LOWER, 32)));
        rules.add(
                new Rule("twilio-account-sid", "Twilio account SID", LOW, FORMAT)
                        .token("AC", run(HEX_LOWER, 32)));
        rules.add(
                new Rule("twilio-auth-token", "Twilio auth token", HIGH, Rule.Specificity.CONTEXT)
                        .found(new KeyedForm(Keyword.of("twilio_auth_token"), run(HEX_LOWER, 32))));
        // docs.sendgrid.com: SG. + 22 + . + 43
        rules.add(
                new Rule("sendgrid-api-key", "SendGrid API key", HIGH, FORMAT)
                        .found(
                                new TokenForm(
                                                "SG.",
                                                run(WORD_DASH, 22),
                                                literal("."),
                                                run(WORD_DASH, 43))
                                        .notAfter(WORD_DASH)));
        // documentation.mailgun.com: private keys were key- + 32 hexadecimal digits.
        rules.add(
                new Rule("mailgun-api-key", "Mailgun API key", HIGH, FORMAT)
                        .found(
                                new TokenForm("key-", run(HEX_LOWER, 32))
                                        .notBefore(WORD_DASH)
                                        .notAfter(WORD_DASH)
                                        .entropy(2.5)));
        // mailchimp.com/developer, "Quick start": key, dash, data centre.
        rules.add(
                new Rule("mailchimp-api-key", "Mailchimp API key", HIGH, FORMAT)
                        .found(new TokenForm("-us", run(DIGIT, 1, 2)).behind(HEX_LOWER, 32, 32)));
        // developers.brevo.com
        rules.add(
                new Rule("brevo-api-key", "Brevo (Sendinblue) API key", HIGH, FORMAT)
                        .token("xkeysib-", run(HEX_LOWER, 64), literal("-"), run(ALNUM, 16)));
        // resend.com/docs/api-reference: re_ + 8 + _ + 24
        rules.add(
                new Rule("resend-api-key", "Resend API key", HIGH, FORMAT)
                        .token("re_", run(ALNUM, 8), literal("_"), run(ALNUM, 24)));
        rules.add(
                new Rule("amazon-mws-token", "Amazon MWS auth token", HIGH, FORMAT)
                        .token("amzn.mws.", Step.uuid()));
        rules.add(
                new Rule(
                                "algolia-admin-key",
                                "Algolia admin API key",
                                HIGH,
                                Rule.Specificity.CONTEXT)
                        .found(new KeyedForm(Keyword.of("algolia_admin_key"), run(HEX_LOWER, 32))));
    }
}
