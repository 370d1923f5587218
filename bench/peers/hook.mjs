// SPDX-License-Identifier: Apache-2.0
// One webhook over kept connections, as lean as Node allows.
import http from 'node:http'

const filler = 'x'.repeat(400)

export const body = (n, due) => ({n, due, data: filler})

export function sender(port, connections) {
  const agent = new http.Agent({keepAlive: true, maxSockets: connections})
  return (job) => new Promise((resolve, reject) => {
    const bytes = Buffer.from(JSON.stringify(job))
    const request = http.request(
      {agent, port, host: '127.0.0.1', method: 'POST', path: `/hook/${job.n % 128}`,
       headers: {'content-type': 'application/json', 'content-length': bytes.length}},
      (answer) => {
        answer.resume()
        answer.on('end', () => answer.statusCode === 200 ? resolve() : reject(new Error(`status ${answer.statusCode}`)))
      })
    request.on('error', reject)
    request.end(bytes)
  })
}

export const arguments_ = () => process.argv.slice(2).map(Number)
export const until = (instant) => new Promise((resolve) => setTimeout(resolve, Math.max(0, instant - Date.now())))
