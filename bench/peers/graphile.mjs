// SPDX-License-Identifier: Apache-2.0
// graphile.mjs COUNT SPREAD_MS SINK_PORT POSTGRES_PORT: jobs that are webhooks; due at once they wait in the table already.
import {Logger, makeWorkerUtils, run} from 'graphile-worker'
import {arguments_, body, sender, until} from './hook.mjs'

const [count, spread, sink, port] = arguments_()
const connectionString = `postgres://bench@127.0.0.1:${port}/postgres`
const concurrency = 100
const utils = await makeWorkerUtils({connectionString})
await utils.migrate()
const due = Date.now() + 8000
for (let from = 0; from < count; from += 1000) {
  const specs = Array.from({length: Math.min(1000, count - from)}, (_, i) => {
    const at = due + Math.floor(spread * (from + i) / count)
    return {identifier: 'hook', payload: body(from + i, at), runAt: new Date(at)}
  })
  await utils.addJobs(specs)
}
await utils.release()
if (Date.now() > due) throw new Error('queueing took too long')
const send = sender(sink, concurrency)
let done = 0
let all
const ended = new Promise((resolve) => { all = resolve })
const hook = async (job) => {
  await send(job)
  if (++done === count) all()
}
if (spread === 0) await until(due)
const runner = await run({
  connectionString, noHandleSignals: true, logger: new Logger(() => () => {}), taskList: {hook},
  preset: {worker: {concurrentJobs: concurrency, pollInterval: 100, maxPoolSize: 100, localQueue: {size: 500}}}})
await ended
await runner.stop()
process.exit(0)
