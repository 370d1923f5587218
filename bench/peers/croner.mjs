// SPDX-License-Identifier: Apache-2.0
// croner.mjs: nanoseconds for one `next` of each expression that bench/tools/schedule_search.cpp measures. JSON.
import {Cron} from 'croner'

const start = new Date('2026-01-01T00:00:00Z')
const expressions = {
  plain: '0 8 * * 1-5',
  sparse: '0 0 0 29 2 *',
  extended: '0 30 9 LW * *',
}
const latest = 6.3e12 // milliseconds: 2169
const times = 9

/** One instant after the other, anew from the start in the end. */
function ask(cron, calls) {
  let at = start
  for (let done = 0; done < calls; ++done) {
    const next = cron.nextRun(at)
    at = next && next.getTime() < latest ? next : start
  }
}

/** Nanoseconds of processor time of one call; the median of so many times, as ours. */
function each(cron, calls) {
  const took = []
  for (let time = 0; time < times; ++time) {
    const begin = process.cpuUsage()
    ask(cron, calls)
    const {user, system} = process.cpuUsage(begin)
    took.push((user + system) * 1000 / calls)
  }
  return took.sort((one, other) => one - other)[(times - 1) / 2]
}

const asked = []
for (const [name, expression] of Object.entries(expressions)) {
  for (const [place, timezone] of [['utc', 'UTC'], ['york', 'America/New_York']]) {
    const cron = new Cron(expression, {timezone, paused: true})
    asked.push({name: `${name}-${place}`, cron, calls: name === 'sparse' ? 40 : 400})
  }
}
for (const one of asked) ask(one.cron, one.calls) // compiled before anything is timed
console.log(JSON.stringify(Object.fromEntries(asked.map(one => [one.name, each(one.cron, one.calls)]))))
