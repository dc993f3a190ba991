package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// Java. Names are those of the JDK, Spring and the common XML and YAML libraries.
final class JavaRules extends LanguageRules {
    private JavaRules() {
        super(Language.JAVA);
    }

    static List<PatternRule> all() {
        JavaRules all = new JavaRules();
        all.addInjection();
        all.addCryptography();
        all.addInput();
        return all.rules();
    }

    private void addInjection() {
        rule(
                        "java-sql-concatenation",
                        HIGH,
                        89,
                        "SQL is put together from text and values",
                        "Use a PreparedStatement with ? for every value.")
                .on("<sql> <+var>", "format ( <sql> ,", "<sql> . formatted (");
        rule(
                        "java-command-injection",
                        HIGH,
                        78,
                        "A command line is built from values",
                        "Pass the program and each argument as its own string to ProcessBuilder, without a shell.")
                .on("getRuntime ( ) . exec ( <expr>", "ProcessBuilder ( .. \"-c|/c\" , <expr>");
        rule(
                        "java-script-eval",
                        HIGH,
                        95,
                        "Text is run as a script",
                        "Do not evaluate input; use a parser for the few expressions that are needed.")
                .on(
                        "getEngineByName ( .. ) . eval ( <expr>",
                        "SpelExpressionParser ( ) . parseExpression ( <expr>");
        rule(
                        "java-ldap-concatenation",
                        MEDIUM,
                        90,
                        "An LDAP filter is put together from values",
                        "Use the search method that takes filter arguments.")
                .on("search ( .. ~\"(uid=|(cn=|(mail=\" <+var>");
        rule(
                        "java-xpath-concatenation",
                        MEDIUM,
                        643,
                        "An XPath expression is put together from values",
                        "Use variables of the XPath with setXPathVariableResolver.")
                .on("xpath|xPath . compile|evaluate ( <str> <+var>");
    }

    private void addCryptography() {
        rule(
                        "java-weak-hash",
                        MEDIUM,
                        328,
                        "MD5 or SHA-1 is used as a hash",
                        "Use SHA-256 or better; for passwords Argon2, scrypt or bcrypt.")
                .on(
                        "MessageDigest . getInstance ( \"md5|md2|sha1|sha-1|sha\"",
                        "DigestUtils . md5Hex|md5|sha1Hex|sha1 (");
        rule(
                        "java-weak-cipher",
                        HIGH,
                        327,
                        "A broken cipher or ECB mode is used",
                        "Use AES/GCM/NoPadding with a fresh nonce for each message.")
                .on(
                        "Cipher . getInstance ( ~\"des|rc4|rc2|blowfish|arcfour|/ecb/\"",
                        "Cipher . getInstance ( \"aes\"",
                        "KeyGenerator|SecretKeyFactory . getInstance ( \"des|desede|rc4\"");
        rule(
                        "java-static-iv",
                        HIGH,
                        329,
                        "An initialisation vector is a constant",
                        "Take a fresh one from SecureRandom for each message and store it beside the text.")
                .on(
                        "IvParameterSpec ( <str> . getBytes",
                        "IvParameterSpec ( new byte [",
                        "GCMParameterSpec ( 128 , <str> . getBytes");
        rule(
                        "java-insecure-random",
                        MEDIUM,
                        338,
                        "A token or key comes from a predictable generator",
                        "Use java.security.SecureRandom.")
                .on(
                        "token|password|secret|nonce|salt|otp|sessionId = .. new Random (",
                        "token|password|secret|nonce|salt|otp|sessionId = .. Math . random (",
                        "SecureRandom ( <str> . getBytes");
        rule(
                        "java-disabled-tls",
                        HIGH,
                        295,
                        "Certificates or host names are not checked",
                        "Use the default trust manager and host name verifier; add your CA to a trust store.")
                .on(
                        "NoopHostnameVerifier . INSTANCE",
                        "ALLOW_ALL_HOSTNAME_VERIFIER",
                        "TrustAllStrategy",
                        "InsecureTrustManagerFactory . INSTANCE",
                        "setHostnameVerifier|hostnameVerifier ( ( .. ) -> true",
                        "checkServerTrusted ( .. ) { }");
    }

    private void addInput() {
        rule(
                        "java-unsafe-deserialization",
                        HIGH,
                        502,
                        "Objects are read from serialized bytes",
                        "Use a data format such as JSON, or set an ObjectInputFilter with the few classes expected.")
                .on(
                        "ObjectInputStream (",
                        "XMLDecoder (",
                        "enableDefaultTyping (",
                        "new Yaml ( )",
                        "XStream ( )")
                .notAfter("extends", "class")
                .unless("setObjectInputFilter", "SafeConstructor");
        rule(
                        "java-xxe",
                        MEDIUM,
                        611,
                        "An XML parser is made with its defaults, which fetch entities",
                        "Set the feature disallow-doctype-decl to true before parsing.")
                .on(
                        "DocumentBuilderFactory . newInstance ( ) . newDocumentBuilder",
                        "SAXParserFactory . newInstance ( ) . newSAXParser",
                        "XMLInputFactory . newInstance|newFactory ( ) . createXML");
        rule(
                        "java-zip-slip",
                        MEDIUM,
                        22,
                        "A file is named by an entry of an archive",
                        "Resolve, normalise, and require that the result starts with the target folder.")
                .on(
                        "new File ( .. , <id> . getName ( )",
                        "resolve ( <id> . getName ( ) )",
                        "resolve ( entry . getName (");
        rule(
                        "java-path-traversal",
                        MEDIUM,
                        22,
                        "A file is named by a request's parameter",
                        "Look the name up in a list, or normalise and check the result's folder.")
                .on("File|Paths|Path|FileInputStream|FileReader|get|of ( .. getParameter (");
        rule(
                        "java-open-redirect",
                        LOW,
                        601,
                        "A redirect goes where a request says",
                        "Redirect to paths of your own only.")
                .on("sendRedirect ( .. getParameter (");
        rule(
                        "java-csrf-disabled",
                        MEDIUM,
                        352,
                        "Protection against forged requests is off",
                        "Leave it on unless no browser uses the service.")
                .on(
                        "csrf ( ) . disable (",
                        "csrf . disable (",
                        "CsrfConfigurer :: disable",
                        "AbstractHttpConfigurer :: disable");
        rule(
                        "java-bind-all",
                        LOW,
                        1327,
                        "A server listens on every interface",
                        "Bind to 127.0.0.1 unless others must reach it.")
                .on("InetSocketAddress ( \"0.0.0.0\"", "getByName ( \"0.0.0.0\"");
    }
}
