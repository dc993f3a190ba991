package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// JavaScript and TypeScript. Names are those of Node, browsers, Express, React and the common
/// drivers.
final class JavascriptRules extends LanguageRules {
    private JavascriptRules() {
        super(Language.JAVASCRIPT);
    }

    static List<PatternRule> all() {
        JavascriptRules all = new JavascriptRules();
        all.addInjection();
        all.addCryptography();
        all.addInput();
        return all.rules();
    }

    private void addInjection() {
        rule(
                        "javascript-sql-concatenation",
                        HIGH,
                        89,
                        "SQL is put together from text and values",
                        "Pass values beside the statement, with ? or $1 in it.")
                .on("<sql> <+var>", "query|execute|raw|exec|prepare ( <sqltpl>");
        rule(
                        "javascript-command-injection",
                        HIGH,
                        78,
                        "A shell runs a command line built from values",
                        "Use execFile or spawn with a list of arguments.")
                .on(
                        "exec|execSync ( <tpl>",
                        "exec|execSync ( <str> <+var>",
                        "child_process . exec|execSync ( <expr>",
                        "spawn|spawnSync ( .. shell : true");
        rule(
                        "javascript-eval",
                        HIGH,
                        95,
                        "Text is run as code",
                        "Use JSON.parse for data, or a table of functions.")
                .on(
                        "eval ( <expr>",
                        "new Function ( <expr>",
                        "new Function ( <str> , <expr>",
                        "runInNewContext|runInThisContext ( <expr>",
                        "setTimeout|setInterval ( <str> <+var>")
                .notAfter(".", "function");
        rule(
                        "javascript-dom-xss",
                        HIGH,
                        79,
                        "HTML is made from values",
                        "Use textContent, or sanitise the HTML first.")
                .on(
                        "innerHTML|outerHTML = <expr>",
                        "innerHTML|outerHTML + = <expr>",
                        "document . write|writeln ( <expr>",
                        "insertAdjacentHTML ( <str> , <expr>",
                        "dangerouslySetInnerHTML = { { __html : <expr>",
                        "dangerouslySetInnerHTML : { __html : <expr>")
                .unless("sanitize", "DOMPurify", "escapeHtml");
        rule(
                        "javascript-nosql-injection",
                        MEDIUM,
                        943,
                        "A database query takes an object out of a request",
                        "Turn each value into a string or number first; never use $where.")
                .on("$where : <expr>", "find|findOne|deleteOne|updateOne ( req . body|query");
    }

    private void addCryptography() {
        rule(
                        "javascript-weak-hash",
                        MEDIUM,
                        328,
                        "MD5 or SHA-1 is used as a hash",
                        "Use sha256 or better; for passwords argon2, scrypt or bcrypt.")
                .on("createHash|createHmac ( \"md5|sha1|md4\"", "CryptoJS . MD5|SHA1 (");
        rule(
                        "javascript-weak-cipher",
                        HIGH,
                        327,
                        "A broken cipher or ECB mode is used",
                        "Use aes-256-gcm with createCipheriv and a fresh nonce.")
                .on(
                        "createCipher|createDecipher ( <str>",
                        "createCipheriv|createDecipheriv ( ~\"des|rc4|rc2|-ecb|bf-\"",
                        "CryptoJS . DES|TripleDES|RC4 .",
                        "mode . ECB");
        rule(
                        "javascript-static-iv",
                        HIGH,
                        329,
                        "An initialisation vector is a constant",
                        "Take a fresh one from crypto.randomBytes for each message.")
                .on(
                        "createCipheriv ( .. , <id> , <str>",
                        "createCipheriv ( .. , <id> , Buffer . alloc|from (");
        rule(
                        "javascript-insecure-random",
                        MEDIUM,
                        338,
                        "A token or key comes from a predictable generator",
                        "Use crypto.randomBytes, randomUUID or getRandomValues.")
                .on(
                        "token|password|secret|nonce|salt|otp|sessionId|apiKey = .. Math . random (",
                        "token|password|secret|nonce|salt|otp|sessionId : .. Math . random (");
        rule(
                        "javascript-disabled-tls",
                        HIGH,
                        295,
                        "Certificates are not checked",
                        "Leave rejectUnauthorized on; give your CA in the ca option.")
                .on(
                        "rejectUnauthorized : false",
                        "strictSSL : false",
                        "NODE_TLS_REJECT_UNAUTHORIZED = \"0\"",
                        "NODE_TLS_REJECT_UNAUTHORIZED = 0",
                        "checkServerIdentity : ( .. ) = >");
        rule(
                        "javascript-jwt-unverified",
                        HIGH,
                        347,
                        "A token is taken without its signature being checked",
                        "Use verify with the algorithms that are expected.")
                .on(
                        "jwt . verify ( .. algorithms : [ .. \"none\"",
                        "ignoreExpiration : true",
                        "jwt . decode (");
    }

    private void addInput() {
        rule(
                        "javascript-unsafe-deserialization",
                        HIGH,
                        502,
                        "Objects with functions are read from text",
                        "Use JSON.parse.")
                .on(
                        "serialize|nodeSerialize . unserialize (",
                        "require ( \"node-serialize\" )",
                        "require ( \"serialize-to-js\" )",
                        "v8 . deserialize (",
                        "funcster . deepDeserialize (");
        rule("javascript-xxe", MEDIUM, 611, "An XML parser expands entities", "Leave noent off.")
                .on("parseXml|parseXmlString|parse ( .. noent : true");
        rule(
                        "javascript-path-traversal",
                        MEDIUM,
                        22,
                        "A file is named by a request",
                        "Resolve the name and require that the result stays in its folder.")
                .on(
                        "readFile|readFileSync|createReadStream|sendFile|unlink|writeFile ( .. req . params|query|body",
                        "path . join|resolve ( .. req . params|query|body");
        rule(
                        "javascript-open-redirect",
                        LOW,
                        601,
                        "A redirect goes where a request says",
                        "Redirect to paths of your own only.")
                .on("redirect ( req . query|body|params");
        rule(
                        "javascript-cors-any",
                        MEDIUM,
                        942,
                        "Any site may call, with the user's cookies",
                        "Name the origins.")
                .on(
                        "cors ( { .. origin : \"*\" .. credentials : true",
                        "cors ( { .. origin : true .. credentials : true",
                        "\"access-control-allow-origin\" , \"*\"");
        rule(
                        "javascript-bind-all",
                        LOW,
                        1327,
                        "A server listens on every interface",
                        "Bind to 127.0.0.1 unless others must reach it.")
                .on("listen ( .. \"0.0.0.0\"");
        rule(
                        "javascript-cookie-insecure",
                        LOW,
                        614,
                        "A cookie is sent without encryption, or scripts can read it",
                        "Set secure and httpOnly to true.")
                .on(
                        "cookie ( .. secure : false",
                        "cookie : { .. secure : false",
                        "httpOnly : false");
        rule(
                        "javascript-message-any-origin",
                        LOW,
                        346,
                        "A message goes to whatever page is there",
                        "Name the origin.")
                .on("postMessage ( .. , \"*\"");
    }
}
