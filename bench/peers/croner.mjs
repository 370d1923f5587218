// SPDX-License-Identifier: Apache-2.0
// croner.mjs: nanoseconds for one `next` of each expression that bench/tools/schedule_search.cpp measures. JSON.
import {Cron} from 'croner'

const start = new Date('2026-01-01T00:00:00Z')
const expressions = {
  plain: '0 8 * * 1-5',
  sparse: '0 0 0 29 2 *',
  extended: '0 30 9 LW * *',
}
const measured = {}
for (const [name, expression] of Object.entries(expressions)) {
  for (const [place, timezone] of [['utc', 'UTC'], ['york', 'America/New_York']]) {
    const cron = new Cron(expression, {timezone, paused: true})
    const calls = name === 'sparse' ? 40 : 400
    let at = start
    let done = 0
    const begin = process.hrtime.bigint()
    for (; done < calls; ++done) {
      const next = cron.nextRun(at)
      at = next && next.getTime() < 6.3e12 ? next : start
    }
    measured[`${name}-${place}`] = Number(process.hrtime.bigint() - begin) / done
  }
}
console.log(JSON.stringify(measured))
