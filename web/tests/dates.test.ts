// SPDX-License-Identifier: Apache-2.0
import { beforeEach, describe, expect, test } from 'vitest'

import type { Schemas } from '../src/lib/api'
import { daysLeft, deadline, longDate, moment, shortDate } from '../src/lib/dates'
import { chooseLanguage } from '../src/lib/words.svelte'

const due: Schemas['DueDate'] = {
  raw: 'trước ngày 05/10/2022',
  bound: 'before',
  nominal: '2022-10-05',
  last_on_time: '2022-10-04',
  safe_day: '2022-10-04',
  legal_end: '2022-10-04',
  hour: null,
  report: null,
  calendar: 'vn-2026.1',
}

beforeEach(() => chooseLanguage('vi'))

describe('a day', () => {
  test('is padded and slashed in Vietnamese, spelt in English', () => {
    expect(shortDate('2026-01-05')).toBe('05/01/2026')
    expect(longDate('2026-11-24')).toBe('Thứ Ba, 24/11/2026')
    expect(longDate('2026-11-29')).toBe('Chủ nhật, 29/11/2026')
    chooseLanguage('en')
    expect(shortDate('2026-01-05')).toBe('5 Jan 2026')
    expect(longDate('2026-11-24')).toBe('Tue, 24 Nov 2026')
  })

  test('keeps its weekday wherever the reader is', () => {
    const zone = process.env.TZ
    for (const there of ['America/Los_Angeles', 'Pacific/Kiritimati']) {
      process.env.TZ = there
      expect(longDate('2028-02-29')).toBe('Thứ Ba, 29/02/2028')
    }
    process.env.TZ = zone
  })
})

describe('what is left', () => {
  test.each([
    ['2026-11-25', 'hôm nay'],
    ['2026-11-26', 'ngày mai'],
    ['2026-12-01', 'còn 6 ngày'],
    ['2026-11-24', 'quá thời hạn 1 ngày'],
    ['2026-10-31', 'quá thời hạn 25 ngày'],
  ])('until %s is %s', (day, words) => expect(daysLeft('2026-11-25', day)).toBe(words))

  test('says one day in the singular in English', () => {
    chooseLanguage('en')
    expect(daysLeft('2027-01-01', '2026-12-31')).toBe('1 day overdue')
  })
})

describe('a deadline', () => {
  test("leaves the paper's phrase untouched and names the last on-time day", () => {
    expect(deadline(due)).toBe('trước ngày 05/10/2022 (chậm nhất hết Thứ Ba, 04/10/2022)')
  })

  test('names the last working day before it and the legal end where it is a day off', () => {
    const sunday = {
      ...due,
      raw: 'chậm nhất ngày 19/5/2024',
      last_on_time: '2024-05-19',
      safe_day: '2024-05-17',
      legal_end: '2024-05-20',
    }
    expect(deadline(sunday)).toBe(
      'chậm nhất ngày 19/5/2024 (chậm nhất hết Chủ nhật, 19/05/2024; ngày làm việc cuối trước hạn: Thứ Sáu, 17/05/2024; ' +
        'nếu tính theo khoản 5 Điều 148 Bộ luật Dân sự thì đến hết Thứ Hai, 20/05/2024)',
    )
  })

  test('of an hour names the hour', () => {
    const five = { ...due, raw: 'trước 17 giờ ngày 20/5/2024', nominal: '2024-05-20', hour: '17:00' }
    const monday = { ...five, last_on_time: '2024-05-20', safe_day: '2024-05-20', legal_end: '2024-05-20' }
    expect(deadline(monday)).toBe('trước 17 giờ ngày 20/5/2024 (chậm nhất 17 giờ 00 Thứ Hai, 20/05/2024)')
    chooseLanguage('en')
    expect(deadline(monday)).toBe('before 17:00 on 20 May 2024 (last moment: 17:00 Mon, 20 May 2024)')
  })

  test('is told in English words for those who read English', () => {
    chooseLanguage('en')
    expect(deadline(due)).toBe('before 5 Oct 2022 (last day: Tue, 4 Oct 2022)')
  })
})

test('an instant is shown as it is at the house', () => {
  expect(moment('2026-11-25T08:00:00+07:00')).toBe('25/11/2026 08:00')
})
