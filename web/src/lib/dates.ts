// SPDX-License-Identifier: Apache-2.0
// Days and deadlines in words, as mails write them (calendar/date_words.cpp): the page and the mail about the same
// thing must not differ. A day is "YYYY-MM-DD"; an instant has the offset of the house, and is shown as it is there,
// wherever the reader is.
import type { Schemas } from './api'
import { currentLanguage, t } from './words.svelte'

export type Day = string

const millisecondsOfDay = 86_400_000

function utc(day: Day): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** "24/11/2026"; "24 Nov 2026" */
export function shortDate(day: Day): string {
  const [year, month, date] = day.split('-')
  if (currentLanguage() === 'vi') return `${date}/${month}/${year}`
  return `${Number(date)} ${monthName(Number(month))} ${year}`
}

/** "Thứ Ba, 24/11/2026"; "Tue, 24 Nov 2026" */
export function longDate(day: Day): string {
  return `${weekday(day)}, ${shortDate(day)}`
}

export function weekday(day: Day): string {
  const iso = utc(day).getUTCDay() || 7
  return t(`weekday.${iso as 1 | 2 | 3 | 4 | 5 | 6 | 7}`)
}

function monthName(month: number): string {
  return t(`month.${month as 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9 | 10 | 11 | 12}`)
}

export function daysBetween(from: Day, to: Day): number {
  return Math.round((utc(to).getTime() - utc(from).getTime()) / millisecondsOfDay)
}

/** "hôm nay", "ngày mai", "còn 3 ngày", "quá thời hạn 2 ngày" */
export function daysLeft(today: Day, last: Day): string {
  const days = daysBetween(today, last)
  if (days === 0) return t('left.today')
  if (days === 1) return t('left.tomorrow')
  if (days === -1) return t('board.over_one')
  return days > 0 ? t('left.days', { n: days }) : t('left.over', { n: -days })
}

/** "trước ngày 05/10/2022 (chậm nhất hết Thứ Ba, 04/10/2022)": the paper's phrase and the last on-time day. */
export function deadline(due: Schemas['DueDate']): string {
  const asWritten = currentLanguage() === 'vi' && due.raw !== ''
  const dayOff = due.safe_day === due.last_on_time ? '' : t('due.day_off', { safe_day: longDate(due.safe_day) })
  const legalEnd = due.legal_end === due.last_on_time ? '' : t('due.legal_end', { legal_end: longDate(due.legal_end) })
  const facts = {
    raw: asWritten ? due.raw : boundWords(due),
    last_day: longDate(due.last_on_time),
    day_off: dayOff + legalEnd,
  }
  return due.hour === null ? t('due.deadline', facts) : t('due.deadline_hour', { ...facts, hour: hour(due.hour) })
}

function boundWords(due: Schemas['DueDate']): string {
  if (due.hour !== null) return t('due.before_hour', { hour: hour(due.hour), date: shortDate(due.nominal) })
  const bound = due.bound === 'before' ? t('due.before') : t('due.by')
  return t('due.before_or_by', { bound, date: shortDate(due.nominal) })
}

/** "17 giờ 00" of "17:00"; "17:00" */
function hour(time: string): string {
  return currentLanguage() === 'vi' ? time.replace(':', ' giờ ') : time
}

/** "24/11/2026 08:00" of "2026-11-24T08:00:00+07:00" */
export function moment(instant: string): string {
  return `${shortDate(instant.slice(0, 10))} ${instant.slice(11, 16)}`
}

/** The reader's own clock: when the page last heard of the service. */
export function clockTime(at: Date): string {
  return new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit' }).format(at)
}
