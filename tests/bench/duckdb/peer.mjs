// SPDX-License-Identifier: GPL-3.0-or-later
// peer.mjs: DuckDB for tests/bench/trends. Reads one JSON a line on stdin: {"sql", "rounds"}; says one a
// line: {"ms": [...], "rows"}, processor time, or {"error"}. The first line names the database file and the threads.
import { createInterface } from 'node:readline';
import { createRequire } from 'node:module';
import { pathToFileURL } from 'node:url';

const require = createRequire(process.cwd() + '/');
const { DuckDBInstance, version } = await import(pathToFileURL(require.resolve('@duckdb/node-api')));
let connection;

async function ask({ sql, rounds = 1 }) {
  const ms = [];
  let rows = 0;
  for (let i = 0; i < rounds; i++) {
    const began = process.cpuUsage();
    const reader = await connection.runAndReadAll(sql);
    const { user, system } = process.cpuUsage(began);
    ms.push((user + system) / 1000);
    rows = reader.currentRowCount;
  }
  return { ms, rows };
}

async function open({ path, threads }) {
  const instance = await DuckDBInstance.create(path, threads ? { threads: String(threads) } : {});
  connection = await instance.connect();
  return { version: version() };
}

for await (const line of createInterface({ input: process.stdin })) {
  const asked = JSON.parse(line);
  let said;
  try {
    said = await (asked.sql ? ask(asked) : open(asked));
  } catch (error) {
    said = { error: String(error) };
  }
  process.stdout.write(JSON.stringify(said) + '\n');
}
