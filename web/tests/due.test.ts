// SPDX-License-Identifier: Apache-2.0
import { expect, test } from 'vitest'

import { dueLater, dueToday, owedAlike } from '../src/lib/due'

const today = '2026-11-25'

function list(count: number, days: string[]) {
  const items = days.map((day, index) => ({
    id: String(index),
    plan: { id: 'p', number: '', title: '' },
    state: 'open' as const,
    what: '',
    agency: null,
    due: {
      raw: '',
      bound: 'by' as const,
      nominal: day,
      last_on_time: day,
      safe_day: day,
      legal_end: day,
      hour: null,
      report: null,
      calendar: '',
    },
  }))
  return { count, items }
}

test('what is due today and what is due later are told apart', () => {
  const due = list(3, [today, today, '2026-11-30'])
  expect(dueToday(due, today).count).toBe(2)
  expect(dueLater(due, today)).toMatchObject({ count: 1, items: [{ id: '2' }] })
})

test('what a cut list leaves out is counted with the last day that it shows', () => {
  const later = list(40, [today, '2026-11-30'])
  expect(dueToday(later, today).count).toBe(1)
  expect(dueLater(later, today).count).toBe(39)
  const allToday = list(40, [today, today])
  expect(dueToday(allToday, today).count).toBe(40)
  expect(dueLater(allToday, today).count).toBe(0)
})

test('what many owe alike is one entry with their names', () => {
  const [one, two, three] = list(3, [today, today, '2026-11-30']).items
  const groups = owedAlike([{ ...one!, agency: { id: 'a', name: 'UBND huyện A' } }, { ...two!, state: 'returned' }, three!])
  expect(groups.map((group) => group.debtors.length)).toEqual([2, 1])
  expect(groups[0]!.debtors).toEqual([
    { id: '0', name: 'UBND huyện A', returned: false },
    { id: '1', name: null, returned: true },
  ])
  expect(owedAlike([one!, { ...two!, what: 'báo cáo khác' }])).toHaveLength(2)
})
