// SPDX-License-Identifier: Apache-2.0
// bullmq.mjs COUNT SPREAD_MS SINK_PORT REDIS_PORT: jobs that are webhooks; due at once they wait in the queue already.
import {Queue, Worker} from 'bullmq'
import Redis from 'ioredis'
import {arguments_, body, sender, until} from './hook.mjs'

const [count, spread, sink, port] = arguments_()
const connection = new Redis({host: '127.0.0.1', port, maxRetriesPerRequest: null})
const concurrency = 100
const queue = new Queue('hooks', {connection})
const due = Date.now() + 8000
for (let from = 0; from < count; from += 1000) {
  await queue.addBulk(Array.from({length: Math.min(1000, count - from)}, (_, i) => {
    const at = due + Math.floor(spread * (from + i) / count)
    const delay = spread > 0 ? at - Date.now() : 0
    return {name: 'hook', data: body(from + i, at), opts: {delay, removeOnComplete: true}}
  }))
}
if (Date.now() > due) throw new Error('queueing took too long')
const send = sender(sink, concurrency)
if (spread === 0) await until(due)
const worker = new Worker('hooks', (job) => send(job.data), {connection, concurrency})
let done = 0
await new Promise((resolve) => worker.on('completed', () => { if (++done === count) resolve() }))
await worker.close()
await queue.close()
process.exit(0)
