package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// POSIX shells and bash.
final class ShellRules extends LanguageRules {
    private ShellRules() {
        super(Language.SHELL);
    }

    static List<PatternRule> all() {
        ShellRules all = new ShellRules();
        all.addRunning();
        all.addOthers();
        return all.rules();
    }

    private void addRunning() {
        rule(
                        "shell-pipe-to-shell",
                        HIGH,
                        494,
                        "What comes from the network is run unseen",
                        "Download to a file, check its hash or signature, then run it.")
                .on(
                        "curl|wget .. | sh|bash|zsh|ksh|python|python3|perl|node|/bin/sh|/bin/bash",
                        "curl|wget .. | sudo sh|bash|-E|python3",
                        "sh|bash -c ~\"$(curl|$(wget|`curl|`wget\"",
                        "sh|bash|source|. < ( curl|wget");
        rule(
                        "shell-eval",
                        HIGH,
                        95,
                        "Text from variables is run as code",
                        "Use an array for a command, or case for a choice.")
                .on("eval <tpl>", "eval <var>", "sh|bash -c <tpl>", "sh|bash -c <var>")
                .unless("ssh-agent", "curl", "wget");
        rule(
                        "shell-unquoted-rm",
                        MEDIUM,
                        78,
                        "What is removed depends on an unquoted variable",
                        "Write \"${dir:?}\" with quotes, so that an empty one is an error.")
                .on("rm -rf|-fr|-r|-Rf <var>", "rm -rf|-fr -- <var>")
                .unless("--preserve-root=all");
        rule(
                        "shell-unquoted-test",
                        LOW,
                        78,
                        "An unquoted variable stands in a test",
                        "Put it in quotes, or use [[ ]].")
                .on("[ -n|-z|-f|-d|-e <var>", "[ <var> = <str>", "test <var> = <str>");
        rule(
                        "shell-sudo-password",
                        HIGH,
                        214,
                        "A password is piped into sudo",
                        "Give the one command to the one user in sudoers.")
                .on("echo .. | sudo -S");
    }

    private void addOthers() {
        rule(
                        "shell-chmod-any",
                        MEDIUM,
                        732,
                        "A file may be written by anybody",
                        "Give the least rights, such as 750 or 600.")
                .on(
                        "chmod 777|0777|666|0666|a+rwx|ugo+rwx|o+w|a+w",
                        "chmod -R 777|0777|666|0666|a+rwx|ugo+rwx|o+w|a+w");
        rule(
                        "shell-setuid",
                        MEDIUM,
                        250,
                        "A program is made to run with its owner's rights",
                        "Use sudoers or capabilities for the one thing it needs.")
                .on("chmod u+s|+s|4755|4777|6755");
        rule(
                        "shell-disabled-tls",
                        HIGH,
                        295,
                        "Certificates are not checked",
                        "Leave the check on; give your CA with --cacert.")
                .on(
                        "curl .. -k|--insecure|-kL|-Lk|-sk|-ks|-fsSLk|-skL",
                        "wget .. --no-check-certificate",
                        "git -c http.sslVerify=false",
                        "git config .. http.sslVerify false",
                        "GIT_SSL_NO_VERIFY=1|GIT_SSL_NO_VERIFY=true",
                        "NODE_TLS_REJECT_UNAUTHORIZED=0",
                        "npm config set strict-ssl false",
                        "pip|pip3 install .. --trusted-host");
        rule(
                        "shell-ssh-any-host",
                        MEDIUM,
                        295,
                        "Any host key is accepted",
                        "Put the host's key into known_hosts.")
                .on(
                        "ssh|scp|rsync|sftp .. StrictHostKeyChecking=no",
                        "-oStrictHostKeyChecking=no",
                        "ssh|scp .. UserKnownHostsFile=/dev/null");
        rule("shell-weak-hash", LOW, 328, "MD5 or SHA-1 is used to check a file", "Use sha256sum.")
                .on("md5sum|sha1sum -c|--check", "openssl dgst|md5 -md5|-sha1", "openssl md5|sha1");
        rule(
                        "shell-weak-cipher",
                        HIGH,
                        327,
                        "A broken cipher or ECB mode is used",
                        "Use age, or gpg; openssl enc has no authenticated mode.")
                .on("openssl enc -des|-des3|-rc4|-bf|-aes-128-ecb|-aes-256-ecb|-des-ecb");
        rule(
                        "shell-predictable-temp",
                        LOW,
                        377,
                        "A temporary file's name can be guessed",
                        "Use mktemp.")
                .on("> ~\"/tmp/$$|/tmp/$0\"", "touch|rm|cat|mkdir ~\"/tmp/$$\"");
        rule(
                        "shell-password-argument",
                        MEDIUM,
                        214,
                        "A password stands in a command line, which others can list",
                        "Give it in a file or in the environment.")
                .on(
                        "mysql|mysqldump .. --password=$PASSWORD|--password=$DB_PASSWORD|-p$PASSWORD|-p$DB_PASSWORD",
                        "sshpass -p",
                        "curl .. -u|--user <tpl>");
    }
}
