package dev.hqe.topics.codeaudit.patterns;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class PatternScannerTest {
    private static final int SMALL = 16 << 10;
    private static final int LARGE = 256 << 10;

    static Stream<String> hostile() {
        return Stream.of(
                "a",
                "(",
                ")",
                "'",
                "\"",
                "`",
                "\\'",
                "\\\"",
                "/",
                "/*",
                "//",
                "#",
                "r#",
                "r#\"",
                "f\"",
                "<<A\n",
                "<<",
                "${",
                "`${",
                "$(",
                "\n",
                "é",
                "'''",
                "\"\"\"",
                "eval(",
                "exec(a,",
                "\"select from \" + ",
                "new File(a,",
                "requests.get(",
                "token = ",
                "x = [",
                "/[",
                "'a");
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void repeatingAPieceCostsTheSamePerByteHoweverLongTheText(String piece) {
        for (Language language : Language.values()) {
            double small = (double) steps(piece, SMALL, language) / SMALL;
            double large = (double) steps(piece, LARGE, language) / LARGE;

            assertThat(large).as(language.label()).isLessThan(small * 1.5 + 4);
        }
    }

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyLanguageHasAtLeastEightRulesWithNamesOfItsOwn(Language language) {
        List<String> ids = PatternBook.of(language).rules().stream().map(PatternRule::id).toList();

        assertThat(ids)
                .hasSizeGreaterThanOrEqualTo(8)
                .doesNotHaveDuplicates()
                .allMatch(id -> id.startsWith(language.label() + "-"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "JAVA|char c = '\"'; eval(\"x\"); new ObjectInputStream(in);|java-unsafe-deserialization",
                "JAVA|String s = \"new ObjectInputStream(in)\"; /* new ObjectInputStream(in) */|",
                "JAVA|String q = \"SELECT a \" + \"FROM t WHERE b = \" + id;|java-sql-concatenation",
                "PYTHON|s = 'it\\'s'; eval(x)|python-eval",
                "PYTHON|s = f'{a}'; model.eval(x)|",
                "PYTHON|db.execute(f\"DELETE FROM t WHERE a = {x}\")|python-sql-formatting",
                "JAVASCRIPT|let a = b / c; eval(d) / 2|javascript-eval",
                "JAVASCRIPT|let a = /eval(d)/.test(x)|",
                "JAVASCRIPT|let a = `${ `eval(d)` }`|",
                "RUST|fn f<'a>(x: &'a str) { unsafe { g() } }|rust-unsafe",
                "RUST|let s = r#\"unsafe { \" }\"#;|",
                "GO|s := `md5.New()`; h := md5.New()|go-weak-hash",
                "SHELL|echo 'chmod 777 x' # chmod 777 x|",
                "SHELL|[ -d x ] && chmod 777 x|shell-chmod-any",
            })
    void seesCodeAndNeitherCommentsNorStrings(Language language, String code, String rule) {
        List<String> found = scan(code, language);

        assertThat(String.join(" ", found)).isEqualTo(Optional.ofNullable(rule).orElse(""));
    }

    @Test
    void aHereDocumentIsText() {
        List<String> found =
                scan("cat <<-'END'\nchmod 777 a\n\tEND\nchmod 777 b\n", Language.SHELL);

        assertThat(found).containsExactly("shell-chmod-any");
    }

    @Test
    void aShiftIsNoHereDocument() {
        List<String> found = scan("echo $((1<<n))\nchmod 777 b\n", Language.SHELL);

        assertThat(found).containsExactly("shell-chmod-any");
    }

    @Test
    void aRuleIsReportedOnceALine() {
        List<String> found = scan("eval(a); eval(b)\neval(c)\n", Language.PYTHON);

        assertThat(found).containsExactly("python-eval", "python-eval");
    }

    @Test
    void aFileIsKnownByItsName() {
        assertThat(Language.ofPath("a/b.tsx")).contains(Language.JAVASCRIPT);
        assertThat(Language.ofPath("a.py/readme")).isEmpty();
    }

    private static List<String> scan(String code, Language language) {
        byte[] utf8 = code.getBytes(StandardCharsets.UTF_8);
        return new PatternScanner()
                .scan(utf8, 0, utf8.length, language, 100).stream()
                        .map(match -> match.rule().id())
                        .toList();
    }

    private static long steps(String piece, int length, Language language) {
        byte[] utf8 = piece.repeat(length / piece.length()).getBytes(StandardCharsets.UTF_8);
        PatternScanner scanner = new PatternScanner();
        scanner.scan(utf8, 0, utf8.length, language, 1_000_000);
        return scanner.steps();
    }
}
