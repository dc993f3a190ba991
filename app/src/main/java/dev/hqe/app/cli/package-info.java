/// The `hqe` command: one class per subcommand.
///
/// Enter at [dev.hqe.app.cli.HqeCommand]. Answers go to standard output, as text or with `--json`
/// as one JSON document; everything else goes to standard error. Exit codes: 0 done, 1 failed, 2
/// bad input or usage.
@NullMarked
package dev.hqe.app.cli;

import org.jspecify.annotations.NullMarked;
