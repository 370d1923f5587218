// SPDX-License-Identifier: Apache-2.0
// Picks from the catalogue (words/parts) what the page says, into src/generated/words.json: {"vi": {...}, "en": {...}}.
// Picked is a key that stands in the sources in quotes, and every key that begins with what stands there in backquotes
// before its first "${": `plan_state.${kind}.${state}`. The catalogue's own checks see that both languages have it.
import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'

const page = join(dirname(fileURLToPath(import.meta.url)), '..')
const parts = join(page, '../words/parts')
const target = join(page, 'src/generated/words.json')

function catalogue(language) {
  const words = {}
  for (const name of readdirSync(parts).sort()) {
    if (name.endsWith(`.${language}.json`)) Object.assign(words, JSON.parse(readFileSync(join(parts, name), 'utf8')))
  }
  return words
}

function sources(folder) {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return entry.name === 'generated' ? [] : sources(path)
    return /(?<!\.test)\.(ts|svelte)$/.test(entry.name) ? [readFileSync(path, 'utf8')] : []
  })
}

/** What `texts` say of the keys of a catalogue. */
export function keysIn(texts, keys) {
  const whole = new Set()
  const beginnings = new Set()
  for (const text of texts) {
    for (const [, key] of text.matchAll(/['"]([a-z][a-z_0-9.]*)['"]/g)) whole.add(key)
    for (const [, beginning] of text.matchAll(/`([a-z][a-z_0-9]*\.[a-z_0-9.]*)\$\{/g)) beginnings.add(beginning)
  }
  return keys.filter((key) => whole.has(key) || [...beginnings].some((beginning) => key.startsWith(beginning)))
}

export function pickWords() {
  const texts = sources(join(page, 'src'))
  const picked = {}
  for (const language of ['vi', 'en']) {
    const words = catalogue(language)
    picked[language] = Object.fromEntries(keysIn(texts, Object.keys(words).sort()).map((key) => [key, words[key]]))
  }
  const text = JSON.stringify(picked, null, 1) + '\n'
  if (existsSync(target) && readFileSync(target, 'utf8') === text) return
  mkdirSync(dirname(target), { recursive: true })
  writeFileSync(`${target}.${process.pid}`, text)
  renameSync(`${target}.${process.pid}`, target)
}

if (import.meta.url === pathToFileURL(process.argv[1]).href) pickWords()
