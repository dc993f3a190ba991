package dev.hqe.topics.codeaudit.secrets;

import static dev.hqe.topics.codeaudit.secrets.CharClass.ALNUM;
import static dev.hqe.topics.codeaudit.secrets.CharClass.BASE64_PADDED;
import static dev.hqe.topics.codeaudit.secrets.CharClass.DOT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.EQUALS;
import static dev.hqe.topics.codeaudit.secrets.CharClass.HEX_LOWER;
import static dev.hqe.topics.codeaudit.secrets.CharClass.LOWER_DIGIT;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD;
import static dev.hqe.topics.codeaudit.secrets.CharClass.WORD_DASH;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.CONTEXT;
import static dev.hqe.topics.codeaudit.secrets.Rule.Specificity.FORMAT;
import static dev.hqe.topics.codeaudit.secrets.Severity.CRITICAL;
import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Step.run;

import java.util.List;

/// Code hosts, package registries and developers' tools.
final class CodeHostRules {
    private CodeHostRules() {}

    static void addTo(List<Rule> rules) {
        addHosts(rules);
        addRegistries(rules);
        addTools(rules);
    }

    private static void addHosts(List<Rule> rules) {
        // docs.github.com, "About authentication to GitHub: GitHub's token formats".
        rules.add(github("github-personal-token", "GitHub personal access token", "ghp_"));
        rules.add(github("github-oauth-token", "GitHub OAuth access token", "gho_"));
        rules.add(github("github-user-token", "GitHub App user token", "ghu_"));
        rules.add(github("github-server-token", "GitHub App installation token", "ghs_"));
        rules.add(github("github-refresh-token", "GitHub App refresh token", "ghr_"));
        rules.add(
                new Rule(
                                "github-fine-grained-token",
                                "GitHub fine-grained personal access token",
                                CRITICAL,
                                FORMAT)
                        .token("github_pat_", run(WORD, 82)));
        // docs.gitlab.com/security/tokens, "Token prefixes".
        rules.add(
                new Rule("gitlab-personal-token", "GitLab personal access token", CRITICAL, FORMAT)
                        .token("glpat-", run(WORD_DASH | DOT, 20, 320)));
        rules.add(
                new Rule("gitlab-token", "GitLab deploy, runner or feed token", HIGH, FORMAT)
                        .tokens(
                                List.of(
                                        "gldt-",
                                        "glrt-",
                                        "glptt-",
                                        "glft-",
                                        "glsoat-",
                                        "glcbt-",
                                        "glimt-",
                                        "glagent-",
                                        "gloas-",
                                        "glffct-"),
                                run(WORD_DASH | DOT, 20, 320)));
        rules.add(
                new Rule("atlassian-token", "Atlassian or Bitbucket API token", CRITICAL, FORMAT)
                        .token("ATATT3", run(WORD_DASH | EQUALS, 180, 220))
                        .token("ATBB", run(WORD_DASH | EQUALS, 32, 64))
                        .token("ATCTT3", run(WORD_DASH | EQUALS, 180, 220)));
    }

    private static Rule github(String id, String title, String prefix) {
        return new Rule(id, title, CRITICAL, FORMAT)
                .token(prefix, run(ALNUM, 36, 255))
                .genuineIf(GithubChecksum::isGenuine);
    }

    private static void addRegistries(List<Rule> rules) {
        // npm documentation, "About access tokens"; the format is GitHub's with npm_.
        rules.add(
                new Rule("npm-access-token", "npm access token", CRITICAL, FORMAT)
                        .token("npm_", run(ALNUM, 36)));
        // npm documentation, "npmrc": //HOST/:_authToken=VALUE
        rules.add(
                new Rule("npmrc-auth-token", "npm registry token in .npmrc", HIGH, CONTEXT)
                        .found(npmrc(":_authToken="))
                        .found(npmrc(":_password=")));
        // pypi.org/help, "API tokens": a macaroon whose base64 starts so.
        rules.add(
                new Rule("pypi-token", "PyPI API token", CRITICAL, FORMAT)
                        .found(
                                new TokenForm("pypi-AgEI", run(WORD_DASH, 50, 1000))
                                        .notBefore(WORD_DASH)));
        // guides.rubygems.org, "API key scopes".
        rules.add(
                new Rule("rubygems-token", "RubyGems API key", CRITICAL, FORMAT)
                        .token("rubygems_", run(HEX_LOWER, 48)));
        rules.add(
                new Rule("nuget-api-key", "NuGet API key", CRITICAL, FORMAT)
                        .token("oy2", run(LOWER_DIGIT, 43)));
        rules.add(
                new Rule("crates-io-token", "crates.io API token", CRITICAL, FORMAT)
                        .token("cio", run(ALNUM, 32)));
        rules.add(
                new Rule("clojars-token", "Clojars deploy token", HIGH, FORMAT)
                        .token("CLOJARS_", run(ALNUM, 60)));
        // docs.docker.com, "Personal access tokens" and "Organization access tokens".
        rules.add(
                new Rule("docker-token", "Docker Hub access token", HIGH, FORMAT)
                        .tokens(List.of("dckr_pat_", "dckr_oat_"), run(WORD_DASH, 27, 40)));
        rules.add(
                new Rule("artifactory-token", "JFrog Artifactory token", HIGH, FORMAT)
                        .token("AKCp", run(ALNUM, 69))
                        .token("cmVmd", run(ALNUM, 59)));
    }

    private static TokenForm npmrc(String label) {
        return new TokenForm(label, run(WORD_DASH | DOT | BASE64_PADDED, 16, 512))
                .labelled()
                .notBefore(0);
    }

    private static void addTools(List<Rule> rules) {
        // developers.linear.app, "Personal API keys".
        rules.add(
                new Rule("linear-api-key", "Linear API key", HIGH, FORMAT)
                        .tokens(List.of("lin_api_", "lin_oauth_"), run(ALNUM, 40, 64)));
        // developers.notion.com: ntn_ since September 2024, secret_ before.
        rules.add(
                new Rule("notion-token", "Notion integration token", HIGH, FORMAT)
                        .tokens(List.of("ntn_"), run(ALNUM, 46))
                        .tokens(List.of("secret_"), run(ALNUM, 43)));
        rules.add(
                new Rule("postman-api-key", "Postman API key", HIGH, FORMAT)
                        .token("PMAK-", run(HEX_LOWER, 24), Step.literal("-"), run(HEX_LOWER, 34)));
        rules.add(
                new Rule("airtable-token", "Airtable personal access token", HIGH, FORMAT)
                        .token("pat", run(ALNUM, 14), Step.literal("."), run(HEX_LOWER, 64)));
        rules.add(
                new Rule("figma-token", "Figma personal access token", HIGH, FORMAT)
                        .tokens(List.of("figd_", "figo_"), run(WORD_DASH, 40, 64)));
        rules.add(
                new Rule("sonar-token", "SonarQube token", HIGH, FORMAT)
                        .tokens(List.of("squ_", "sqp_", "sqa_"), run(HEX_LOWER, 40)));
        // docs.sentry.io/account/auth-tokens
        rules.add(
                new Rule("sentry-token", "Sentry auth token", HIGH, FORMAT)
                        .token("sntryu_", run(HEX_LOWER, 64))
                        .token("sntrys_eyJ", run(WORD_DASH | BASE64_PADDED, 60, 512)));
        // developer.1password.com/docs/service-accounts: a JWT-like blob in base64.
        rules.add(
                new Rule("onepassword-token", "1Password service account token", CRITICAL, FORMAT)
                        .token("ops_eyJ", run(BASE64_PADDED | WORD_DASH, 200, 2000)));
        rules.add(
                new Rule("mapbox-secret-token", "Mapbox secret token", HIGH, FORMAT)
                        .token(
                                "sk.eyJ",
                                run(WORD_DASH, 60, 200),
                                Step.literal("."),
                                run(WORD_DASH, 22)));
    }
}
