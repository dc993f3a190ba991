package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// Go. Names are those of the standard library.
final class GoRules extends LanguageRules {
    private GoRules() {
        super(Language.GO);
    }

    static List<PatternRule> all() {
        GoRules all = new GoRules();
        all.addInjection();
        all.addOthers();
        return all.rules();
    }

    private void addInjection() {
        rule(
                        "go-sql-formatting",
                        HIGH,
                        89,
                        "SQL is put together from text and values",
                        "Pass values as arguments, with ? or $1 in the statement.")
                .on("Sprintf ( <sql> ,", "<sql> <+var>");
        rule(
                        "go-shell-command",
                        HIGH,
                        78,
                        "A shell runs a command line built from values",
                        "Give exec.Command the program and each argument by itself.")
                .on(
                        "exec . Command ( \"sh|bash|/bin/sh|/bin/bash|cmd\" , \"-c|/c\" , <expr>",
                        "CommandContext ( .. , \"sh|bash|/bin/sh\" , \"-c\" , <expr>");
        rule(
                        "go-text-template-html",
                        MEDIUM,
                        79,
                        "HTML is passed on without escaping",
                        "Let html/template escape the value.")
                .on("template . HTML|JS|URL|HTMLAttr ( <expr>");
    }

    private void addOthers() {
        rule(
                        "go-weak-hash",
                        MEDIUM,
                        328,
                        "MD5 or SHA-1 is used as a hash",
                        "Use crypto/sha256; for passwords bcrypt or argon2.")
                .on("md5|sha1 . New|Sum (");
        rule("go-weak-cipher", HIGH, 327, "A broken cipher is used", "Use AES with cipher.NewGCM.")
                .on("des . NewCipher|NewTripleDESCipher (", "rc4 . NewCipher (");
        rule(
                        "go-static-iv",
                        HIGH,
                        329,
                        "An initialisation vector is a constant",
                        "Fill it from crypto/rand for each message.")
                .on(
                        "NewCBCEncrypter|NewCTR|NewCFBEncrypter ( <id> , [ ] byte ( <str>",
                        "NewCBCEncrypter|NewCTR ( <id> , make (");
        rule(
                        "go-insecure-random",
                        MEDIUM,
                        338,
                        "A token or key comes from a predictable generator",
                        "Use crypto/rand.")
                .on(
                        "token|password|secret|nonce|salt|otp|key : = .. rand . Int|Intn|Int63|Uint32|Read (");
        rule(
                        "go-disabled-tls",
                        HIGH,
                        295,
                        "Certificates are not checked",
                        "Put your CA into RootCAs instead.")
                .on("InsecureSkipVerify : true", "InsecureSkipVerify = true");
        rule("go-ssh-any-host", MEDIUM, 295, "Any host key is accepted", "Use knownhosts.New.")
                .on("ssh . InsecureIgnoreHostKey (");
        rule(
                        "go-old-tls",
                        MEDIUM,
                        326,
                        "TLS below 1.2 is allowed",
                        "Set MinVersion to tls.VersionTLS12 or later.")
                .on("MinVersion : tls . VersionSSL30|VersionTLS10|VersionTLS11");
        rule(
                        "go-zip-slip",
                        MEDIUM,
                        22,
                        "A file is named by an entry of an archive",
                        "Use filepath.IsLocal on the name first.")
                .on("filepath . Join ( .. <id> . Name )", "path . Join ( .. header . Name )");
        rule(
                        "go-path-traversal",
                        MEDIUM,
                        22,
                        "A file is named by a request",
                        "Use os.Root or filepath.IsLocal.")
                .on(
                        "os . Open|ReadFile|Create|Remove ( .. FormValue|Query|PathValue (",
                        "ServeFile ( .. FormValue|Query (");
        rule(
                        "go-unsafe-pointer",
                        LOW,
                        119,
                        "A value is read around the type system",
                        "Use encoding/binary or a conversion.")
                .on("unsafe . Pointer (");
        rule(
                        "go-bind-all",
                        LOW,
                        1327,
                        "A server listens on every interface",
                        "Bind to 127.0.0.1 unless others must reach it.")
                .on("net . Listen ( <str> , ~\"0.0.0.0:\"", "ListenAndServe ( ~\"0.0.0.0:\"");
        rule(
                        "go-pprof",
                        LOW,
                        489,
                        "Profiles are served beside the service",
                        "Serve them on a port that only you reach.")
                .on("_ \"net/http/pprof\"");
        rule(
                        "go-world-writable",
                        MEDIUM,
                        732,
                        "A file may be written by anybody",
                        "Give the least rights, such as 0o600.")
                .on("Chmod|WriteFile|OpenFile|MkdirAll|Mkdir ( .. , 0777|0666|0o777|0o666");
    }
}
