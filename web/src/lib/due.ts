// SPDX-License-Identifier: Apache-2.0
import type { Schemas } from './api'
import type { Day } from './dates'

type Duties = Schemas['BoardDuties']

/**
 * Of the duties that fall due from today on, those of today. They come first, so that the count is right as long as
 * the list has others too; a list of nothing but today's may be cut, and then all that are not shown count with it.
 */
export function dueToday(due: Duties, today: Day): Duties {
  const items = due.items.filter((duty) => duty.due.last_on_time === today)
  return { items, count: items.length === due.items.length ? due.count : items.length }
}

/** The others. */
export function dueLater(due: Duties, today: Day): Duties {
  const items = due.items.filter((duty) => duty.due.last_on_time !== today)
  return { items, count: due.count - dueToday(due, today).count }
}

/** What several agencies owe alike, by the same day and under the same plan. */
export interface OwedAlike {
  key: string
  first: Schemas['BoardDuty']
  debtors: { id: string; name: string | null; returned: boolean }[]
}

/** In the order of the list. */
export function owedAlike(items: Schemas['BoardDuty'][]): OwedAlike[] {
  const groups = new Map<string, OwedAlike>()
  for (const duty of items) {
    const key = JSON.stringify([duty.plan.id, duty.what, duty.due])
    const group = groups.get(key) ?? { key, first: duty, debtors: [] }
    group.debtors.push({ id: duty.id, name: duty.agency?.name ?? null, returned: duty.state === 'returned' })
    groups.set(key, group)
  }
  return [...groups.values()]
}
