package dev.hqe.topics.codeaudit.patterns;

import static dev.hqe.topics.codeaudit.secrets.Severity.HIGH;
import static dev.hqe.topics.codeaudit.secrets.Severity.LOW;
import static dev.hqe.topics.codeaudit.secrets.Severity.MEDIUM;

import java.util.List;

/// Python. Names are those of the standard library, requests, Flask, Django, PyYAML and
/// PyCryptodome.
final class PythonRules extends LanguageRules {
    private PythonRules() {
        super(Language.PYTHON);
    }

    static List<PatternRule> all() {
        PythonRules all = new PythonRules();
        all.addInjection();
        all.addCryptography();
        all.addInput();
        return all.rules();
    }

    private void addInjection() {
        rule(
                        "python-sql-formatting",
                        HIGH,
                        89,
                        "SQL is put together from text and values",
                        "Pass values as the second argument of execute.")
                .on("<sql> % <id>", "<sql> % (", "<sql> . format (", "<sqltpl>", "<sql> <+var>");
        rule(
                        "python-shell-command",
                        HIGH,
                        78,
                        "A shell runs a command line built from values",
                        "Pass a list of arguments and leave shell out.")
                .on(
                        "os . system|popen ( <expr>",
                        "subprocess . run|call|Popen|check_call|check_output ( <expr> .. shell = True",
                        "commands . getoutput ( <expr>",
                        "getoutput|getstatusoutput ( <expr>");
        rule(
                        "python-shell-true",
                        LOW,
                        78,
                        "A command is run by a shell",
                        "Pass a list of arguments and leave shell out.")
                .on("subprocess . run|call|Popen|check_call|check_output ( <str> .. shell = True");
        rule(
                        "python-eval",
                        HIGH,
                        95,
                        "Text is run as code",
                        "Use ast.literal_eval for literals, json for data, or a table of functions.")
                .on("eval|exec ( <expr>")
                .notAfter(".", "def", "class");
        rule(
                        "python-template-injection",
                        HIGH,
                        1336,
                        "A template is made from values",
                        "Keep templates in files and pass values as variables.")
                .on("render_template_string ( <expr>", "Template ( request .");
    }

    private void addCryptography() {
        rule(
                        "python-weak-hash",
                        MEDIUM,
                        328,
                        "MD5 or SHA-1 is used as a hash",
                        "Use hashlib.sha256; for passwords argon2, scrypt or bcrypt; usedforsecurity=False if it is none.")
                .on("hashlib . md5|sha1 (", "hashlib . new ( \"md5|sha1\"", "MD5 . new (")
                .unless("usedforsecurity");
        rule(
                        "python-weak-cipher",
                        HIGH,
                        327,
                        "A broken cipher or ECB mode is used",
                        "Use AES-GCM or ChaCha20-Poly1305.")
                .on(
                        "DES|DES3|ARC4|ARC2|Blowfish . new (",
                        "AES . MODE_ECB",
                        "modes . ECB (",
                        "algorithms . TripleDES|ARC4|Blowfish (");
        rule(
                        "python-static-iv",
                        HIGH,
                        329,
                        "An initialisation vector is a constant",
                        "Take a fresh one from os.urandom for each message.")
                .on("modes . CBC|GCM|CTR ( <str>", "AES . new ( .. , AES . MODE_CBC , <str>");
        rule(
                        "python-insecure-random",
                        MEDIUM,
                        338,
                        "A token or key comes from a predictable generator",
                        "Use the secrets module.")
                .on(
                        "token|password|secret|nonce|salt|otp|session_id|api_key = .. random . choice|choices|randint|random|randrange|getrandbits (");
        rule(
                        "python-disabled-tls",
                        HIGH,
                        295,
                        "Certificates are not checked",
                        "Leave verify on; give the path of your CA's file if you have one.")
                .on(
                        "requests|session|httpx|client . get|post|put|patch|delete|head|request|Client ( .. verify = False",
                        "_create_unverified_context",
                        "ssl . CERT_NONE",
                        "check_hostname = False",
                        "verify_mode = CERT_NONE",
                        "session . verify = False");
        rule(
                        "python-ssh-any-host",
                        MEDIUM,
                        295,
                        "Any host key is accepted",
                        "Load the known hosts and reject others.")
                .on("set_missing_host_key_policy ( .. AutoAddPolicy|WarningPolicy");
    }

    private void addInput() {
        rule(
                        "python-unsafe-deserialization",
                        HIGH,
                        502,
                        "Objects are read from pickled bytes",
                        "Use json, or sign what you pickle and check the signature first.")
                .on(
                        "pickle|cPickle|_pickle|dill|cloudpickle . load|loads|Unpickler (",
                        "marshal . loads|load (",
                        "shelve . open ( <expr>",
                        "jsonpickle . decode (",
                        "read_pickle ( <expr>");
        rule(
                        "python-yaml-load",
                        HIGH,
                        502,
                        "YAML is loaded with a loader that makes any object",
                        "Use yaml.safe_load.")
                .on(
                        "yaml . load|load_all ( ..  Loader = Loader|UnsafeLoader|FullLoader",
                        "yaml . unsafe_load|full_load|unsafe_load_all (",
                        "yaml . load ( <id>")
                .unless("SafeLoader", "CSafeLoader", "BaseLoader");
        rule(
                        "python-xxe",
                        MEDIUM,
                        611,
                        "XML is parsed by a parser that expands entities",
                        "Use defusedxml.")
                .on(
                        "XMLParser ( .. resolve_entities = True",
                        "xml . sax . make_parser (",
                        "xml . dom . pulldom",
                        "feature_external_ges , True");
        rule(
                        "python-archive-extraction",
                        MEDIUM,
                        22,
                        "An archive is unpacked without a look at its names",
                        "Give extractall filter=\"data\" (Python 3.12), or check every name.")
                .on("tarfile . open ( .. ) . extractall (", "tar|archive|tf . extractall (")
                .unless("filter", "members");
        rule(
                        "python-path-traversal",
                        MEDIUM,
                        22,
                        "A file is named by a request",
                        "Use werkzeug's safe_join or send_from_directory.")
                .on(
                        "open|send_file ( .. request . args|form|values|files|GET|POST",
                        "os . path . join ( .. request . args|form|values|GET|POST");
        rule(
                        "python-debug",
                        MEDIUM,
                        489,
                        "A server runs with its debugger",
                        "Take it from the environment and leave it off in production.")
                .on("app . run ( .. debug = True", "DEBUG = True")
                .notAfter(".");
        rule(
                        "python-bind-all",
                        LOW,
                        1327,
                        "A server listens on every interface",
                        "Bind to 127.0.0.1 unless others must reach it.")
                .on("run|bind|serve ( .. \"0.0.0.0\"", "host = \"0.0.0.0\"");
        rule(
                        "python-chmod-any",
                        MEDIUM,
                        732,
                        "A file may be written by anybody",
                        "Give the least rights, such as 0o600.")
                .on("chmod ( .. , 0o777|0o666|0777");
        rule(
                        "python-mktemp",
                        LOW,
                        377,
                        "A temporary file's name is known before it exists",
                        "Use tempfile.mkstemp or NamedTemporaryFile.")
                .on("tempfile . mktemp (");
        rule(
                        "python-assert-check",
                        LOW,
                        617,
                        "A right is checked by assert, which -O takes away",
                        "Raise an exception.")
                .on("assert .. is_admin|is_authenticated|has_perm|authorized");
    }
}
