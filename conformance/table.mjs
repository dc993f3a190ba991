// Reads what the official suite said and makes the table of docs/CONFORMANCE.md.
//   node table.mjs LOGS DOCUMENT [--write]
import { existsSync, readFileSync, writeFileSync } from 'node:fs';

const [logs, document, option] = process.argv.slice(2);
const SUITE = '@modelcontextprotocol/conformance 0.2.0-alpha.12';
const WANTED = { 'server 2025-11-25': 30, 'server 2026-07-28': 37, 'client 2025-11-25': 18, 'client 2026-07-28': 32 };

/** The scenarios of one run: name, passed and failed checks, and why it is not scored. */
function read(side, revision) {
  const text = readFileSync(`${logs}/suite-${side}-${revision}.txt`, 'utf8');
  const unscored = new Map();
  for (const [, name, why] of text.matchAll(/^ {2}[✓✗] (\S+) \(([^)]+)\)$/gm)) unscored.set(name, why);
  const scenarios = [];
  for (const [, mark, name, passed, failed] of text.matchAll(/^([✓✗]) (\S+): (\d+) passed, (\d+) failed/gm)) {
    scenarios.push({ name, good: mark === '✓', passed, failed, why: unscored.get(name) });
  }
  if (scenarios.length === 0) {
    console.error(`FAIL suite ${side} ${revision}: no summary\n${text.slice(-3000).replace(/^/gm, '  | ')}`);
    process.exit(1);
  }
  return scenarios;
}

let failures = 0;
const summary = [];
const tables = [];
for (const side of ['server', 'client']) {
  for (const revision of ['2025-11-25', '2026-07-28']) {
    const scenarios = read(side, revision);
    const scored = scenarios.filter((one) => !one.why);
    const good = scored.filter((one) => one.good).length;
    const extra = scenarios.filter((one) => one.why);
    const extraGood = extra.filter((one) => one.good).length;
    const wanted = WANTED[`${side} ${revision}`];
    const enough = good === scored.length && scored.length >= wanted;
    if (!enough) failures++;
    const bad = scenarios.filter((one) => !one.good).map((one) => one.name);
    console.log(
      `${enough ? 'PASS' : 'FAIL'} suite ${side} ${revision}: ${good}/${scored.length} required scenarios` +
        `, ${extraGood}/${extra.length} beside them${bad.length ? ` (not: ${bad.join(', ')})` : ''}`,
    );
    summary.push(`| ${side} | ${revision} | ${good}/${scored.length} | ${extraGood}/${extra.length} |`);
    tables.push(
      `## ${side === 'server' ? 'Server' : 'Client'}, ${revision}\n\n| scenario | checks passed | required |\n|---|---|---|\n` +
        scenarios
          .map((one) => `| ${one.name} | ${one.good ? one.passed : `**${one.passed}, ${one.failed} failed**`} | ${one.why ?? 'yes'} |`)
          .join('\n'),
    );
  }
}

const tasks = read('server', '2026-07-28').filter((one) => one.name.startsWith('tasks-'));
if (tasks.length === 0 || tasks.some((one) => !one.good)) {
  console.log('FAIL suite: tasks scenarios');
  failures++;
}

const text = `# Conformance

Made by \`conformance/suite --write\`; \`conformance/run\` fails when it is out of date. The official
suite (${SUITE}) runs unmodified against the product: the server is
\`hqe serve\` with the suite's fixtures on the same road as everything else, the client is the one
that hosts other people's servers. What is "required" is the suite's own frozen list for each
revision; the rest of what it ran (extensions, scenarios that came later) is shown with its reason. A
scenario with 0 checks is one whose checks the suite itself skips.

| side | revision | required scenarios passed | others passed |
|---|---|---|---|
${summary.join('\n')}

${tables.join('\n\n')}
`;
if (option === '--write') {
  writeFileSync(document, text);
} else if (!existsSync(document) || readFileSync(document, 'utf8') !== text) {
  console.log('FAIL suite: docs/CONFORMANCE.md is out of date: run conformance/suite --write');
  failures++;
}
process.exit(failures === 0 ? 0 : 1);
