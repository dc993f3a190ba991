package dev.hqe.topics.codeaudit.dependencies;

/// Tells one version from a range of them.
final class Versions {
    private Versions() {}

    /// A number with so many dots at least and nothing that makes it a range: `1.2.3-rc.1+5`.
    static boolean isNumber(String text, int dots) {
        if (text.isEmpty() || text.charAt(0) < '0' || text.charAt(0) > '9') {
            return false;
        }
        int seen = 0;
        boolean core = true;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            if (c == '+' && text.charAt(i - 1) == '.') {
                return false;
            }
            if (c == '-' || c == '+' || letter) {
                core = false;
            } else if (c == '.') {
                seen += core ? 1 : 0;
            } else if (c < '0' || c > '9') {
                return false;
            }
            boolean wildcard = (c == 'x' || c == 'X') && text.charAt(i - 1) == '.';
            if (wildcard && (i + 1 == text.length() || text.charAt(i + 1) == '.')) {
                return false;
            }
        }
        return seen >= dots;
    }

    /// A requirement without its `=`, `==` or `v`.
    static String bare(String requirement) {
        int at = 0;
        while (at < requirement.length() && "=v [".indexOf(requirement.charAt(at)) >= 0) {
            at++;
        }
        int end = requirement.length();
        while (end > at && "] ".indexOf(requirement.charAt(end - 1)) >= 0) {
            end--;
        }
        return requirement.substring(at, end);
    }

    /// `==1.2.3` of Python (PEP 440), no wildcard.
    static boolean isPythonExact(String requirement) {
        return requirement.startsWith("==")
                && requirement.indexOf('*') < 0
                && requirement.indexOf(',') < 0;
    }
}
