// SPDX-License-Identifier: Apache-2.0
// The real service with the demonstration, on loopback and on files of its own, for a browser to look at.
import { execFileSync, spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** `binary`: inspectord; `plans`: the folder of the plan files. Ready when it resolves. */
export async function startService(binary, plans) {
  const data = mkdtempSync(join(tmpdir(), 'inspectord-browser-'))
  const env = withoutSettings(process.env)
  const run = (...words) => execFileSync(binary, [...words, '--data', data], { encoding: 'utf8', stdio: 'pipe', env })
  run('demo', '--plans', plans)
  // The first line of `serve` says where it listens; 0 is any free port.
  const service = spawn(binary, ['serve', '--data', data, '--set', 'http.port=0', '--lang', 'en'], {
    stdio: ['ignore', 'ignore', 'pipe'],
    env,
  })
  const ended = new Promise((resolve) => service.once('exit', resolve))
  const port = await portSaidBy(service)
  const url = `http://127.0.0.1:${port}/`
  const token = run('token', '--user', 'thu', '--label', 'board', '--days', '1').trim()

  return {
    url,
    token,
    /** JSON of the API, read beside the browser. */
    async read(path) {
      const answer = await fetch(new URL(path, url), { headers: { Authorization: `Bearer ${token}` } })
      if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`)
      return answer.json()
    },
    /** The exit code. */
    async stop() {
      service.kill('SIGTERM')
      const code = await ended
      rmSync(data, { recursive: true, force: true })
      return code
    },
  }
}

/** Nothing of this machine's own configuration. */
function withoutSettings(env) {
  return Object.fromEntries(Object.entries(env).filter(([name]) => !name.startsWith('INSPECTORD_')))
}

function portSaidBy(service) {
  return new Promise((resolve, reject) => {
    let said = ''
    service.stderr.setEncoding('utf8')
    service.stderr.on('data', (text) => {
      said += text
      const port = /http:\/\/127\.0\.0\.1:(\d+)/.exec(said)
      if (port) resolve(Number(port[1]))
    })
    service.once('exit', (code) => reject(new Error(`the service ended with ${code}: ${said}`)))
  })
}
