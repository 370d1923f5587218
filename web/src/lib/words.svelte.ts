// SPDX-License-Identifier: Apache-2.0
// The page's words, from the same catalogue as those of mails and refusals (words/parts). Vietnamese until somebody
// chooses otherwise; the choice is kept in this browser.
import catalogue from '../generated/words.json'

export type Language = 'vi' | 'en'
type Known = keyof (typeof catalogue)['vi']

const stored = 'inspectord.language'

function kept(): Language {
  try {
    return localStorage.getItem(stored) === 'en' ? 'en' : 'vi'
  } catch {
    return 'vi' // a browser that keeps nothing
  }
}

let language = $state<Language>(kept())

export function currentLanguage(): Language {
  return language
}

export function chooseLanguage(chosen: Language) {
  language = chosen
  try {
    localStorage.setItem(stored, chosen)
  } catch {
    // then it holds until the page is closed
  }
}

/** The words of a key with its {{arguments}} filled in, in the current language. */
export function t(key: Known, facts: Record<string, string | number> = {}): string {
  return filled(catalogue[language][key], facts)
}

export function filled(words: string, facts: Record<string, string | number>): string {
  return words.replace(/\{\{([a-z_]+)\}\}/g, (_, name: string) => String(facts[name] ?? ''))
}

/** 1.500 in Vietnamese, 1,500 in English. */
export function number(value: number): string {
  return new Intl.NumberFormat(language === 'vi' ? 'vi' : 'en-GB').format(value)
}
