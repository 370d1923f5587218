// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'

import { keysIn } from '../build/pick_words.mjs'
import words from '../src/generated/words.json'
import { tokenOf } from '../src/lib/access'
import { chooseLanguage, filled, number } from '../src/lib/words.svelte'

describe('the words of the page', () => {
  test('are the same keys in both languages', () => {
    expect(Object.keys(words.vi)).toEqual(Object.keys(words.en))
  })

  test('are those of the catalogue', () => {
    const board = JSON.parse(readFileSync(new URL('../../words/parts/board.vi.json', import.meta.url), 'utf8'))
    expect(words.vi).toMatchObject(board)
  })

  test('are picked where a key stands whole in quotes, or begins what stands in backquotes', () => {
    const keys = ['a.one', 'a.two', 'b.one.x', 'b.two.x', 'c.one']
    expect(keysIn(["t('a.one') + t(`b.one.${x}`)", 'other("c.one.y")'], keys)).toEqual(['a.one', 'b.one.x'])
  })

  test('take their arguments as they are', () => {
    expect(filled('và {{n}} mục, {{x}}', { n: '{{x}}', x: '<b>' })).toBe('và {{x}} mục, <b>')
  })

  test('group thousands as the reader does', () => {
    chooseLanguage('vi')
    expect(number(1500)).toBe('1.500')
    chooseLanguage('en')
    expect(number(1500)).toBe('1,500')
  })
})

describe('a token', () => {
  const token = `insp_${'a1B'.repeat(14)}z`

  test('is taken from the fragment of an address', () => {
    expect(tokenOf(`#token=${token}`)).toBe(token)
  })

  test.each(['', '#overdue', '#token=', '#token=insp_short', `#token=${token}x`, `#other=${token}`])(
    'is not found in %s',
    (fragment) => expect(tokenOf(fragment)).toBeNull(),
  )
})
